"""A score over a list, to a list."""

import random

RANDOM = random.Random(1)
VALUES = [RANDOM.random() for _ in range(500_000)]

FUNCTION = "rolling"


def rolling(values):
    prev = 0.0
    out = []
    for v in values:
        if v > prev:
            prev = prev * 0.9 + v
        else:
            prev = prev * 0.5
        out.append(prev)
    return out


def arguments():
    return [VALUES]


if __name__ == "__main__":
    for _ in range(4):
        rolling(*arguments())
