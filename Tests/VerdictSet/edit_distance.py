"""Compares the lines of two versions of a text by edit distance."""
# label: port
import random

WORDS = "alpha beta gamma delta epsilon zeta eta theta iota kappa".split()


def distance(a, b):
    previous = list(range(len(b) + 1))
    for i in range(1, len(a) + 1):  # HOT
        current = [i]
        for j in range(1, len(b) + 1):
            cost = 0 if a[i - 1] == b[j - 1] else 1
            best = previous[j - 1] + cost
            if previous[j] + 1 < best:
                best = previous[j] + 1
            if current[j - 1] + 1 < best:
                best = current[j - 1] + 1
            current.append(best)
        previous = current
    return previous[-1]


def version(rng, n):
    return [rng.randrange(40) for _ in range(n)]


def main():
    rng = random.Random(3)
    total = 0
    for _ in range(40):
        total += distance(version(rng, 380), version(rng, 380))
    print(total)


if __name__ == "__main__":
    main()
