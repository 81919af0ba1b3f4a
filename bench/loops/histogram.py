"""A generator of 64 bits, its high bytes counted."""

FUNCTION = "histogram"


def histogram(n, seed):
    counts = [0] * 256
    x = seed
    for _ in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        counts[x >> 56] += 1
    return counts


def arguments():
    return [500_000, 42]


if __name__ == "__main__":
    for _ in range(4):
        histogram(*arguments())
