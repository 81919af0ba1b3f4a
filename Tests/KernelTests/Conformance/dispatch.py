"""Calls by a key or a place: methods of an instance, lists of functions."""

import operator
import struct
from enum import Enum, IntEnum
from functools import partial
from operator import attrgetter, itemgetter
from typing import NamedTuple


class Machine:
    def __init__(self, code):
        self.code = code
        self.stack = []
        self.log = 0
        self.handlers = {
            "push": self.push, "add": self.add, "dup": self.dup,
            "neg": self.neg,
        }

    def push(self, n):
        self.stack.append(n)

    def add(self, n):
        self.stack.append(self.stack.pop() + self.stack.pop() + n)

    def dup(self, n):
        self.stack += [self.stack[-1]] * n

    def neg(self, n):
        self.log += n
        self.stack[-1] = -self.stack[-1]

    def run(self):
        for name, n in self.code:
            if name not in self.handlers:
                self.log += 100
                continue
            self.handlers[name](n)


class Louder(Machine):
    def push(self, n):
        self.log += 1
        self.stack.append(n * 2)


def machine(code):
    m = Machine(code)
    m.run()
    return m.stack, m.log


def louder(code):
    m = Louder(code)
    m.run()
    return m.stack, m.log


def missing(code):
    m = Machine(code)
    for name, n in code:
        m.handlers[name](n)
    return m.stack


STEPS = 2 * [lambda a, b: a + b] + [lambda a, b: a * b, operator.sub]


def steps(n):
    return [STEPS[i % 4](i, 3) for i in range(n)], STEPS[3](9, 4)


def step_at(i):
    return STEPS[i](7, 2)


class Level(IntEnum):
    LOW = 0
    MID = 5
    HIGH = 9


class Shape(Enum):
    ROUND = "o"
    FLAT = "-"


def levels(n):
    out = []
    for level in Level:
        out.append(level + n)
        out.append(n - level)
        out.append(level * 2 if level else -1)
    return out, [l for l in Level if l > 3], (
        Level.HIGH == 9, Level.LOW == 0, Level.MID < Level.HIGH), (
        not Level.LOW, -Level.MID, Level.HIGH // 2, Level.HIGH & 1)


def level_keys(names):
    counts = {level: 0 for level in Level}
    for name in names:
        counts[Level.HIGH if name > "m" else Level.LOW] += 1
    return counts, [1, 2, 3][Level.LOW], list(range(Level.MID)), \
        isinstance(Level.LOW, int), sorted([(Level.HIGH, 1), (Level.LOW, 2)])


def by_value(n, text):
    return Level(n), Shape(text), Level(n) + 1


def mixed_levels(n):
    best = Level.LOW
    if n > 1:
        best = n
    return best


class Point(NamedTuple):
    x: int
    y: int

    def __add__(self, other):
        return Point(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Point(self.x * k, self.y * k)

    def __neg__(self):
        return Point(-self.x, -self.y)

    def size(self):
        return abs(self.x) + abs(self.y)


def walked(n):
    p = Point(0, 0)
    for i in range(n):
        p += Point(i, -i)
        p = p * 2 + Point(1, 1)
    return p, -p, p.size(), p == (p.x, p.y), (1,) + (2,), p.x + p[1]


def sorted_by(rows):
    return sorted(rows, key=itemgetter(1, 0)), \
        max(rows, key=itemgetter(2)), list(map(partial(pow, 2), [1, 2, 3])), \
        list(map(partial(scaled, 3), [1, 2]))


def scaled(k, x):
    return k * x


def sorted_points(pairs):
    points = [Point(x, y) for x, y in pairs]
    return sorted(points, key=attrgetter("y", "x"))


def packed(a, b):
    data = struct.pack(">HI", a, b) + struct.pack("<hB", a - 9, b & 255)
    first, second = struct.unpack(">HI", data[:6])
    return data, first, second, struct.unpack("<h", data[6:8])[0], \
        sum(struct.unpack(">9B", data)), list(struct.unpack("<9b", data))


def unpacked(data):
    return struct.unpack(">2I", data)


def translated(text, shift):
    lower = "abcdefghijklmnopqrstuvwxyz"
    table = str.maketrans(lower, lower[shift:] + lower[:shift])
    gone = str.maketrans("", "", "aeiou")
    both = str.maketrans("ab", "xy", "c")
    return text.translate(table), text.translate(gone), text.translate(both), \
        text.translate({ord("a"): "AA", ord("b"): "B"})


def bad_table(text):
    return text.translate(str.maketrans("ab", "x"))


def widths(x, text, w, p):
    return f"{x:{w}}|{x:>{w}.{p}f}|{text:<{w}}|{text:*^{w}}|{text:.{p}}", \
        f"{x:.{p}f}", f"{int(x):0{w}d}"


CALLS = {
    "machine": [([("push", 3), ("dup", 2), ("add", 1), ("neg", 2), ("x", 0)],),
                ([],)],
    "louder": [([("push", 3), ("dup", 1), ("add", 1)],)],
    "missing": [([("push", 1)],)],
    "steps": [(9,), (0,)],
    "step_at": [(0,), (1,), (2,), (3,)],
    "levels": [(4,), (-4,)],
    "level_keys": [(["a", "z", "n"],), ([],)],
    "by_value": [(5, "o"), (0, "-")],
    "walked": [(5,), (0,)],
    "sorted_by": [([(1, 2, 3), (0, 2, 9), (5, 1, 4)],)],
    "sorted_points": [([(1, 2), (0, 2), (3, 1)],)],
    "packed": [(9, 70000), (0, 0), (32776, 2**32 - 1)],
    "unpacked": [(b"12345678",)],
    "translated": [("hello abc", 3), ("", 0), ("\u00e9a\u4e00b", 1)],
    "widths": [(3.14159, "abc", 8, 2), (-1.5, "", 1, 0)],
}
EITHER = {
    "step_at": [(4,), (-1,)],
    "mixed_levels": [(1,), (3,)],
    "bad_table": [("ab",)],
    "widths": [(1.5, "a", 0, 1), (1.5, "a", -3, 1), (1.5, "a", 3, -1)],
    "packed": [(40000, 1)],
}
FALLS_BACK = {
    "missing": [([("push", 1), ("what", 2)],)],
    "by_value": [(4, "o"), (5, "x")],
    "packed": [(65536, 1), (1, -1)],
    "unpacked": [(b"1234567",), (b"",)],
}
MAY_BE_SKELETONS = ["mixed_levels", "bad_table"]
