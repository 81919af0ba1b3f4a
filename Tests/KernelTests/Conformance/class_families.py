"""Instances of several classes in one place: which method runs, and which
attributes there are, depends on each instance's own class."""

from dataclasses import dataclass


class Shape:
    SIDES = 0

    def __init__(self, name):
        self.name = name
        self.hits = 0

    def area(self):
        raise NotImplementedError

    def scaled_area(self, factor):
        return self.area() * factor

    def label(self, prefix="shape"):
        return prefix + ":" + self.name

    @property
    def weight(self):
        return self.area() + self.SIDES

    @staticmethod
    def double(value):
        return value * 2

    @classmethod
    def sides(cls):
        return cls.SIDES + 1


class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return 3.0 * self.radius * self.radius


class Box(Shape):
    SIDES = 4

    def __init__(self, width, height):
        Shape.__init__(self, "box")
        self.width = width
        self.height = height

    def area(self):
        self.hits += 1
        return self.width * self.height

    def label(self, prefix="box", suffix="!"):
        return super().label(prefix) + suffix


class Square(Box):
    def __init__(self, side):
        super(Square, self).__init__(side, side)
        self.name = "square"

    @property
    def weight(self):
        return -1.0


class Odd(Shape):
    """Never in an example."""

    def area(self):
        return 1.5


class Node:
    def __init__(self, value, rest=None):
        self.value = value
        self.rest = rest

    def total(self, so_far):
        so_far += self.value
        return so_far if self.rest is None else self.rest.total(so_far)


class Doubled(Node):
    def total(self, so_far):
        self.value += 1
        so_far += 2 * self.value
        return so_far if self.rest is None else self.rest.total(so_far)


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def is_point(self):
        return True

    def __sub__(self, other):
        if other.is_point():
            return Vector(self.x - other.x, self.y - other.y)
        return Point(self.x - other.x, self.y - other.y)

    def __neg__(self):
        return Point(-self.x, -self.y)

    def must_be_vector(self):
        raise TypeError("a point")


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def is_point(self):
        return False

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def must_be_vector(self):
        return self


@dataclass
class Cat:
    lives: int

    def sound(self):
        return self.lives


@dataclass
class Dog:
    size: float
    lives: int = 1

    def sound(self):
        return int(self.size) * 10


def total_area(shapes, factor):
    total = 0.0
    for shape in shapes:
        total += shape.scaled_area(factor)
    return total


def labels(shapes):
    return [shape.label() for shape in shapes] + [
        shape.label("x") for shape in shapes]


def weights(shapes):
    return sum([shape.weight for shape in shapes])


def kinds(shapes):
    counts = [0, 0, 0, 0]
    for shape in shapes:
        if isinstance(shape, Square):
            counts[0] += 1
        elif isinstance(shape, (Box, int)):
            counts[1] += 1
        elif not isinstance(shape, Circle):
            counts[2] += 1
        counts[3] += shape.SIDES + shape.sides() + shape.double(1)
    return counts


def radii(shapes):
    return [shape.radius for shape in shapes]


def grown(shapes, by):
    for shape in shapes:
        if isinstance(shape, Circle):
            shape.radius += by
        else:
            shape.width += by
    return shapes[0]


def made(count):
    shapes = []
    for i in range(count):
        if i % 3 == 0:
            shapes.append(Circle(i * 0.5))
        elif i % 3 == 1:
            shapes.append(Box(i, 2.0))
        else:
            shapes.append(Square(i + 0.25))
    return shapes, sum([shape.area() for shape in shapes])


def largest(shapes):
    best = None
    for shape in shapes:
        if best is None or shape.area() > best.area():
            best = shape
    return best


def chained(node, times):
    total = 0
    for _ in range(times):
        total += node.total(0)
    return total


def prepended(node, count):
    for i in range(count):
        node = Doubled(i, node) if i % 2 else Node(i, node)
    return node


def differences(things, other):
    result = []
    for thing in things:
        result.append(-(thing - other))
    return result


def tallied(shapes):
    tally = {}
    for shape in shapes:
        tally[shape] = tally.get(shape, 0) + 1
    return tally, [tally[shape] for shape in shapes]


def priced(prices, shapes):
    total = 0.0
    for shape in shapes:
        if shape in prices:
            total += prices[shape] * shape.area()
            prices[shape] += 1.0
    return total


def strict(count):
    things = [Vector(1.0, 2.0)]
    if count > 2:
        things.append(Point(0.5, 0.25))
    total = 0.0
    for thing in things:
        thing.must_be_vector()
        total += thing.must_be_vector().x
    return total


def sounds(animals):
    total = 0
    for animal in animals:
        total += animal.sound()
        animal.lives += 1
    return total


def by_area(shapes):
    return sorted(shapes, key=lambda shape: shape.area())


def _shared():
    box = Box(2.0, 3.0)
    return [box, Circle(1.0), box], 0.5


def _without():
    circle = Circle(1.0)
    del circle.radius
    return [Box(1.0, 2.0), circle], 2.0


def _circle():
    node = Node(3)
    node.rest = Doubled(4, node)
    return node, 2


MIXED = lambda: ([Circle(1.5), Box(2.0, 3.0), Square(2.5), Circle(0.0)],)
SCALED = lambda: ([Circle(1.5), Box(2.0, 3.0), Square(2.5)], 0.5)
CHAIN = lambda: (Node(1, Doubled(2, Node(3, Doubled(4)))), 5)

def _priced():
    shapes = [Circle(1.5), Box(2.0, 3.0), Circle(1.5)]
    return {shapes[0]: 2.0, shapes[1]: 3.0}, shapes


CALLS = {
    "total_area": [SCALED, _shared, lambda: ([], 1.0),
                   lambda: ([Square(1.0)], 2.0)],
    "labels": [MIXED, lambda: ([],)],
    "weights": [MIXED],
    "kinds": [MIXED, lambda: ([],)],
    "grown": [SCALED, _shared],
    "radii": [lambda: ([Circle(1.5), Circle(2.5)],)],
    "made": [(7,), (0,), (1,)],
    "largest": [MIXED, lambda: ([],)],
    "chained": [CHAIN, lambda: (Doubled(7), 1)],
    "prepended": [lambda: (Doubled(2, Node(1)), 5), lambda: (Node(1), 0)],
    "differences": [
        lambda: ([Point(1.0, 2.0), Vector(3.0, 4.0)], Vector(0.5, 0.25)),
        lambda: ([Point(1.0, 2.0)], Point(0.5, 0.25))],
    "sounds": [lambda: ([Cat(9), Dog(2.5), Cat(1)],)],
    "by_area": [MIXED],
    "tallied": [lambda: ([Circle(1.5), Box(2.0, 3.0)] * 2,)],
    "priced": [_priced],
    "strict": [(1,), (2,)],
}

EXAMPLES = {"chained": 2, "differences": 2}

FALLS_BACK = {
    "total_area": [lambda: ([Circle(1.0), Odd("odd")], 1.0), _without,
                   lambda: ([None, Circle(1.0)], 1.0)],
    "radii": [lambda: ([1],)],
    "strict": [(3,)],
    "chained": [lambda: (None, 1)],
    "sounds": [lambda: ([Cat(9), Circle(2.5)],)],
}

EITHER = {"chained": [lambda: (lambda node: (node, 3))(Node(2 ** 61, Node(1)))]}
