"""Named tuples: their fields, their class, and what makes them anew."""

import collections
from collections import namedtuple
from typing import NamedTuple

Point = namedtuple("Point", "x y")
Span = collections.namedtuple("Span", ["low", "high"], defaults=[9])


class Body(NamedTuple):
    place: Point
    mass: float = 1.0
    name: str = "b"

    def weight(self, g):
        return self.mass * g

    @property
    def x(self):
        return self.place.x


class Rival(NamedTuple):
    x: float
    y: float


def moved(points, dx):
    out = []
    for p in points:
        out.append(Point(p.x + dx, p.y))
    return out


def lengths(points):
    total = 0.0
    for x, y in points:
        total += (x * x + y * y) ** 0.5
    for p in points:
        total += p[0] - p[-1] + len(p)
    return total


def replaced(p, n):
    for i in range(n):
        p = p._replace(y=p.x + i)
        p = p._replace(x=p.y, y=p.x)
    return p


def spans(values):
    found = []
    for v in values:
        found.append(Span(v))
        found.append(Span(high=v, low=v - 1))
    return found, found[0] if found else None


def heaviest(bodies, g):
    best = bodies[0]
    for body in bodies:
        if body.weight(g) > best.weight(g):
            best = body
    return best, best.place, best.x, best.name


def compared(points):
    count = 0
    for i in range(len(points)):
        for j in range(len(points)):
            if points[i] == points[j]:
                count += 1
            if points[i] < points[j]:
                count += 100
            if points[i] == (points[j].x, points[j].y):
                count += 10000
    return count


def ordered(points):
    return sorted(points), min(points, key=lambda p: p.y), max(points)


def summed(p):
    total = 0
    for part in p:
        total += part
    return total, p, isinstance(p, Point), isinstance(p, tuple), 2 in p


def made(n):
    bodies = [Body(Point(float(i), 0.5), i * 0.25) for i in range(n)]
    return [b for b in bodies if b], {i: bodies[i] for i in range(n)}


def kept(table, key):
    old = table[key]
    table[key] = old._replace(low=old.high + 1)
    return old


CALLS = {
    "moved": [lambda: ([Point(1.0, 2.0), Point(-0.0, 1e9)], 0.5),
              lambda: ([], 1.0)],
    "lengths": [lambda: ([Point(1.0, 2.0), Point(3.0, 4.0)],)],
    "replaced": [lambda: (Point(1, 2), 5)],
    "spans": [([1, 2],), ([],)],
    "heaviest": [lambda: (
        [Body(Point(1.0, 2.0)), Body(Point(3.0, 4.0), 2.5, "é")], 9.81)],
    "compared": [lambda: ([Point(1, 2), Point(1, 3), Point(1, 2)],)],
    "ordered": [lambda: ([Point(3, 1), Point(1, 2), Point(1, 0)],)],
    "summed": [lambda: (Point(2, 5),)],
    "made": [(3,), (0,)],
    "kept": [lambda: ({"a": Span(1, 2), "b": Span(3)}, "a")],
}

FALLS_BACK = {
    "moved": [lambda: ([Rival(1.0, 2.0)], 0.5), lambda: ([(1.0, 2.0)], 0.5),
              lambda: ([Point(1, 2)], 0.5), lambda: ([Point("a", 2)], 0.5)],
    "summed": [lambda: ((1, 2),), lambda: (Span(1, 2),)],
    "kept": [lambda: ({"a": Span(1, 2)}, "z")],
    "heaviest": [lambda: ([], 1.0)],
}
