"""Instances that do what built-in containers do, and Enum members."""

import enum
from dataclasses import dataclass, field
from enum import Enum, auto


class Bag:
    def __init__(self, items):
        self.items = list(items)
        self.looks = 0

    def __len__(self):
        return len(self.items)

    def __getitem__(self, place):
        self.looks += 1
        return self.items[place]

    def __setitem__(self, place, value):
        self.items[place] = value

    def __contains__(self, item):
        self.looks += 1
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __str__(self):
        return "Bag(" + str(len(self.items)) + ")"


class Odd:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n

    def __bool__(self):
        return self.n % 2 == 1


class Table:
    def __init__(self, width, height):
        self.width, self.height = width, height
        self.rows = [[0] * width for _ in range(height)]

    def __getitem__(self, pos):
        x, y = pos
        return self.rows[y][x]

    def __setitem__(self, pos, value):
        x, y = pos
        self.rows[y][x] = value

    def __iter__(self):
        for row in self.rows:
            yield from row

    def around(self, x, y):
        for dx, dy in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            if 0 <= x + dx < self.width and 0 <= y + dy < self.height:
                yield self[x + dx, y + dy]


class Colour(Enum):
    RED = 1
    GREEN = 2
    BLUE = auto()

    def is_warm(self):
        return self is Colour.RED


class Mode(enum.Enum):
    OFF = "off"
    ON = "on"


@dataclass
class Lamp:
    name: str
    mode: Mode = Mode.OFF
    log: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    seen: set = field(default_factory=set)
    limits: list = field(default_factory=lambda: [0, 10])
    total: int = field(init=False, default_factory=int)

    def __post_init__(self):
        self.label = self.name.upper()
        self.log.append(self.label)

    def switch(self, mode):
        if self.mode != mode:
            self.mode = mode
            self.log.append(mode.value)
            self.total += 1
        self.counts[self.name] = self.counts.get(self.name, 0) + 1
        self.seen.add(len(self.log))


def bag_facts(values, x):
    bag = Bag(values)
    out = [len(bag), x in bag, 99 not in bag]
    bag[0] = bag[-1] + 1
    bag[1] += 5
    total = 0
    for item in bag:
        total += item
    return out, total, [v * 2 for v in bag], bag.looks, str(bag), f"<{bag}>"


def given_bag(bag, x):
    if bag and x in bag:
        bag[0] = x + len(bag)
    return max(bag), sum(v for v in bag if v > 1), sorted(bag)


def truths(numbers):
    return [n for n in numbers if Odd(n)], not Odd(2), len(Odd(3))


def negative_length(n):
    return len(Odd(n))


def table_sums(width, height, marks):
    table = Table(width, height)
    for x, y, value in marks:
        table[x, y] = value
        table[x, y] += 1
    around = [sum(table.around(x, 0)) for x in range(width)]
    first = -1
    for value in table.around(0, 0):
        if value > 2:
            first = value
            break
    return sum(table), list(table), around, first


def colours(n):
    current = Colour.RED
    seen = []
    counts = {}
    for i in range(n):
        if current == Colour.RED:
            current = Colour.GREEN
        elif current is Colour.GREEN:
            current = Colour.BLUE
        else:
            current = Colour.RED
        seen.append(current.value)
        counts[current] = counts.get(current, 0) + 1
    warm = current.is_warm()
    return seen, current, current.name, warm, counts, current in (
        Colour.RED, Colour.BLUE), current != Colour.GREEN


def match_colour(colour):
    match colour:
        case Colour.RED:
            return "stop"
        case Colour.GREEN | Colour.BLUE:
            return "go"
    return "?"


def lamps(names):
    made = [Lamp(name) for name in names]
    for lamp in made:
        lamp.switch(Mode.ON)
        lamp.switch(Mode.ON)
        lamp.switch(Mode.OFF)
    made[0].limits.append(5)
    return [(l.label, l.log, l.total, l.counts, len(l.seen), l.limits)
            for l in made], made[-1].mode is Mode.OFF, made[0]


def lamp_given(lamp, n):
    for i in range(n):
        lamp.switch(Mode.ON if i % 2 == 0 else Mode.OFF)
    return lamp.mode, lamp.total


def shapes(points):
    out = []
    for point in points:
        match point:
            case (0, 0):
                out.append("origin")
            case (0, y):
                out.append(f"y{y}")
            case (x, 0):
                out.append(f"x{x}")
            case (x, y) if x == y:
                out.append(f"diagonal {x}")
            case (x, y):
                out.append(f"{x},{y}")
    return out


def commands(lines):
    total, where = 0, ""
    for line in lines:
        match line.split():
            case ["add", amount]:
                total += int(amount)
            case ["go", ("left" | "right") as way]:
                where += way[0]
            case ["go", way, steps] if int(steps) > 1:
                where += way * int(steps)
            case []:
                where += "-"
            case _:
                total -= 1
    return total, where


def byte_cells(program, n):
    cells = bytearray(n)
    marks = bytearray(b"\x01\x02") * 2
    place = 0
    for op in program:
        if op == ">":
            place += 1
        elif op == "+":
            cells[place] = (cells[place] + 1) % 256
        elif op == "*":
            cells[place] += 100
    marks[1::2] = bytes(2)
    return [c for c in cells], sum(marks), len(cells)


def byte_sieve(n):
    sieve = bytearray([1]) * (n + 1)
    sieve[0:2] = b"\x00\x00"
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return [i for i, flag in enumerate(sieve) if flag]


def _lamp():
    return Lamp("desk")


CALLS = {
    "bag_facts": [([3, 1, 2], 1)],
    "given_bag": [lambda: (Bag([1, 2, 3]), 2), lambda: (Bag([5]), 2)],
    "truths": [([0, 1, 2, 3],)],
    "negative_length": [(3,), (0,)],
    "table_sums": [(3, 2, [(0, 0, 1), (1, 0, 5), (2, 1, 7)])],
    "colours": [(4,), (0,)],
    "match_colour": [(Colour.RED,), (Colour.BLUE,)],
    "lamps": [(["a", "b"],)],
    "lamp_given": [lambda: (_lamp(), 3), lambda: (_lamp(), 0)],
    "shapes": [([(0, 0), (0, 3), (4, 0), (2, 2), (1, 2)],)],
    "commands": [(["add 3", "go left", "go up 3", "", "go up 1", "x"],)],
    "byte_cells": [(">+*", 3)],
    "byte_sieve": [(50,), (4,)],
}
EITHER = {
    "negative_length": [(-1,)],
    "byte_cells": [("+", 0), ("***", 1), ("+", -1)],
    "given_bag": [lambda: (Bag([]), 2)],
    "bag_facts": [([], 1), ([1], 1)],
    "lamps": [([],)],
}
FALLS_BACK = {}
OWN_ARGUMENTS = True
