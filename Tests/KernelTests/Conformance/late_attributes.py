"""Attributes that `__init__` does not surely set, and what instances hold that
no kernel looks at."""

import array


class Cell:
    def __init__(self, value, flag):
        self.value = value
        if flag:
            self.extra = 1
        self.last = 0.5

    def mark(self, number):
        self.marked = number

    def more(self):
        return self.extra + self.marked


class Chain:
    def __init__(self, value):
        self.value = value

    def link(self, other):
        self.next = other
        self.seen = False


class Bare:
    pass


class Signal:
    def __init__(self, values, callback=print):
        self.data = array.array("d", values)
        self.counts = array.array("i", [0, 0])
        self.callback = callback
        self.rows = [values]

    def scale(self, factor):
        for i in range(len(self.data)):
            self.data[i] *= factor
            self.counts[i % 2] += 1
        return sum(self.data)


def marked(cells, numbers):
    total = 0
    for cell, number in zip(cells, numbers):
        cell.mark(number)
        cell.extra = number * 2
        total += cell.more()
    return total


def read(cells):
    return sum([cell.extra for cell in cells])


def made(count):
    cells = []
    for i in range(count):
        cell = Cell(i, i % 2 == 0)
        if i % 3 == 0:
            cell.mark(i)
        if i % 2:
            cell.extra = 7
        cells.append(cell)
    return cells


def chain(count):
    first = Chain(0)
    node = first
    for i in range(1, count):
        other = Chain(i)
        node.link(other)
        node = other
    return first


def walked(first):
    total = 0
    node = first
    for _ in range(3):
        total += node.value
        node.seen = True
        node = node.next
    return total


def bare(n):
    point = Bare()
    point.x = n
    point.y = n + 0.5
    point.x += 1
    return point


def scaled(signal, factor, times):
    total = 0.0
    for _ in range(times):
        total += signal.scale(factor)
    return total


def shared(signal, other):
    other.data[0] = 5.0
    return signal.data[0] + signal.scale(2.0)


def _ring():
    nodes = [Chain(i) for i in range(4)]
    for i, node in enumerate(nodes):
        node.link(nodes[(i + 1) % 4])
    return (nodes[0],)


def _one_signal():
    signal = Signal([1.0, 2.0])
    return signal, signal


CALLS = {
    "marked": [
        lambda: ([Cell(1, True), Cell(2, False)], [3, 4]),
        lambda: ([], []),
        lambda: ([Cell(1, False)] * 2, [3, 4])],
    "read": [lambda: ([Cell(1, True), Cell(2, True)],)],
    "made": [(7,), (0,)],
    "chain": [(5,), (1,)],
    "walked": [_ring],
    "bare": [(3,)],
    "scaled": [
        lambda: (Signal([1.0, -0.0, 3.5]), 1.5, 4),
        lambda: (Signal([]), 1.5, 4)],
    "shared": [lambda: (Signal([1.0, 2.0]), Signal([3.0])), _one_signal],
}

FALLS_BACK = {
    "read": [lambda: ([Cell(1, True), Cell(2, False)],)],
    "walked": [lambda: (Chain(1),)],
    "shared": [lambda: (Signal([1.0]), Signal([]))],
}
