"""A rule of a game, handed to the library that plays it."""
# label: stay (boundary)
import functools
import operator


def beats(a, b):  # HOT
    c = a * 7 + b * 3
    return (c ^ (c >> 3)) % 11 + (a - b) % 5 > 5


def play(rounds):
    return functools.reduce(operator.add, map(beats, range(rounds), range(rounds, 0, -1)))


print(play(5_000_000))
