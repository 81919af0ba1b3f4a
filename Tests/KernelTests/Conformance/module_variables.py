"""Variables of the module and of classes: read, changed in place, assigned."""

LIMIT, STEP = 10, 3
LOUD = False
TABLE = [[1, 2, 3], [4, 5, 6]]
NAMES = {"a": 1, "b": 2}
count = 0
history = []
current = None
best = 0.5


class Board:
    CELLS = [5, 6, 7]
    seen = 0

    def __init__(self, size):
        self.size = size
        self.total = 0

    def cell(self, i):
        return self.CELLS[i % len(self.CELLS)] * self.size

    @classmethod
    def most(cls):
        return max(cls.CELLS)


class Level:
    LOW = None
    HIGH = None

    def __init__(self, value):
        self.value = value

    @classmethod
    def lower(cls, one, two):
        return one.value < two.value

    @classmethod
    def lowest(cls, one, two):
        if cls.lower(one, two):
            return one
        return two

    def next(self):
        levels = {0: self.__class__.HIGH, 1: self.__class__.LOW}
        return levels[self.value]


Level.LOW = Level(0)
Level.HIGH = Level(1)

board = Board(2)


def counted(times):
    global count
    for _ in range(times):
        count += 1
    return count


def steps(n):
    total = 0
    for i in range(n):
        if LOUD:
            print(i, unknown(i))
        total += STEP if i < LIMIT else 1
    return total


def noted(values):
    for value in values:
        history.append(value * 2)
    return len(history)


def looked_up(name, i):
    return NAMES[name] + TABLE[i][i] + NAMES.get("c", 7)


def set_table(i, value):
    TABLE[0][i] = value
    NAMES["a"] += value
    return TABLE[0]


def replaced(size):
    global current
    before = current
    current = Board(size)
    current.total = size + (0 if before is None else before.total)
    return current.total


def on_board(times):
    for i in range(times):
        board.total += board.cell(i)
    return board.total


def cells(size):
    total = Board.CELLS[0] + Board.most()
    own = Board(size)
    for i in range(5):
        total += own.cell(i)
    return total


def seen(times):
    for _ in range(times):
        Board.seen += 1
    return Board.seen


def helper(value):
    global best
    if value > best:
        best = value
    return best


def through_helper(values):
    return [helper(value) for value in values]


def levels(n):
    level = Level.LOW
    flips = 0
    for i in range(n):
        level = level.next()
        if level == Level.HIGH:
            flips += 1
        if Level.lowest(level, Level.HIGH) is Level.LOW:
            flips += 10
    return flips, level is Level.LOW


def warned(n):
    total = 0
    for i in range(n):
        if i > 1000:
            print("many", i)
        total += i
    return total


def left_early(values):
    global count
    try:
        count += 100
        for value in values:
            if value < 0:
                return value
        return len(values)
    finally:
        count -= 99


VARIABLES = ["count", "history", "current", "best", "TABLE", "NAMES", "board",
             "Board.seen"]

CALLS = {
    "counted": [(5,), (0,)],
    "steps": [(20,), (0,)],
    "noted": [([1, 2, 3],), ([],)],
    "looked_up": [("b", 1), ("a", 0)],
    "set_table": [(1, 9), (-1, 2)],
    "replaced": [(4,), (7,)],
    "on_board": [(6,), (0,)],
    "cells": [(3,)],
    "seen": [(4,)],
    "through_helper": [([0.25, 1.5, 1.0, 2.5],), ([],)],
    "levels": [(7,), (0,)],
    "warned": [(100,)],
    "left_early": [([1, -2, 3],), ([],)],
}

FALLS_BACK = {
    "looked_up": [("z", 0), ("a", 2)],
    "noted": [([1, "x"],)],
    "set_table": [(7, 1)],
    "warned": [(1003,)],
}
