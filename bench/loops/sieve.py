"""The sieve of Eratosthenes."""

FUNCTION = "sieve"


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    i = 2
    while i * i <= limit:
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
        i += 1
    count = 0
    for flag in flags:
        if flag:
            count += 1
    return count


def arguments():
    return [1_000_000]


if __name__ == "__main__":
    for _ in range(4):
        sieve(*arguments())
