"""A score over an array, to an array."""

import random
from array import array

RANDOM = random.Random(1)
VALUES = array("d", [RANDOM.random() for _ in range(500_000)])

FUNCTION = "rolling_array"
MUTATES = True


def rolling_array(values, out):
    prev = 0.0
    for i in range(len(values)):
        v = values[i]
        if v > prev:
            prev = prev * 0.9 + v
        else:
            prev = prev * 0.5
        out[i] = prev


def arguments():
    return [VALUES, array("d", VALUES)]


if __name__ == "__main__":
    for _ in range(4):
        rolling_array(*arguments())
