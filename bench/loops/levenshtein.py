"""The edit distance of two lists."""

import random

RANDOM = random.Random(1)
LEFT = [RANDOM.randrange(20) for _ in range(900)]
RIGHT = [RANDOM.randrange(20) for _ in range(800)]

FUNCTION = "levenshtein"


def levenshtein(a, b):
    previous = list(range(len(b) + 1))
    for i in range(len(a)):
        current = [i + 1]
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            current.append(min(previous[j + 1] + 1, current[j] + 1,
                               previous[j] + cost))
        previous = current
    return previous[len(b)]


def arguments():
    return [LEFT, RIGHT]


if __name__ == "__main__":
    for _ in range(4):
        levenshtein(*arguments())
