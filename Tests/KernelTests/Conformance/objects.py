"""Instances of the module's classes: attributes, methods, operators."""

from dataclasses import dataclass


class Particle:
    DRAG = 0.5

    def __init__(self, x, vx, mass=1.0, name="p"):
        self.x = x
        self.vx = vx
        self.mass = mass
        self.name = name
        self.hits = 0

    def step(self, dt):
        self.x += self.vx * dt
        if self.x > 10.0 or self.x < -10.0:
            self.bounce()

    def bounce(self, factor=-1.0):
        self.vx *= factor
        self.hits += 1

    def energy(self):
        return 0.5 * self.mass * self.vx ** 2

    @property
    def momentum(self):
        return self.mass * self.vx


class Heavy(Particle):
    def __init__(self, x, vx):
        super().__init__(x, vx, 10.0)
        self.charge = 2.0

    def bounce(self, factor=-1.0):
        super().bounce(factor * self.DRAG)
        self.charge -= 0.25


@dataclass
class Point:
    x: float
    y: float = 0.0


@dataclass(frozen=True)
class Frozen:
    x: int
    y: int


class Slotted:
    __slots__ = ("count", "values", "best")

    def __init__(self):
        self.count = 0
        self.values = [0]
        self.best = None


class Vector:
    def __init__(self, x: float, y: float, z: float):
        self.x = x
        self.y = y
        self.z = z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def __rmul__(self, factor):
        return self * factor

    def __neg__(self):
        return Vector(-self.x, -self.y, -self.z)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def __eq__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return self.x == other.x and self.y == other.y and self.z == other.z


class Account:
    def __init__(self, owner: str, balance: int):
        self.__balance = balance
        self.owner = owner
        self.log: list[int] = [0]

    def pay(self, amount):
        if amount > self.__balance:
            raise ValueError("not enough")
        self.__balance -= amount
        self.log.append(amount)

    def remaining(self):
        return self.__balance


class Pair:
    def __init__(self, left: Point, right: Point):
        self.left = left
        self.right = right


class Cell:
    def __init__(self, value: int):
        self.value = value
        self.points: list[Point] = [Point(0.0)]
        self.state = None

    @staticmethod
    def unit():
        return 1


def extended(cells, n):
    for cell in cells:
        for i in range(n):
            cell.points.append(Point(i * 1.0, cell.value * 0.5))
        cell.value += len(cell.points)
        if cell.state is None and cell.value > 3:
            cell.state = "full"
    return cells[-1].points[-1]


def overflowing(cells):
    for cell in cells:
        cell.value *= 2 ** 40
    return len(cells)


def membership(points, p):
    return p in points, points.index(p), points.count(p)


def sharing(points):
    seen = [points[0], points[0], points[-1]]
    seen[0].x += 1.0
    return seen


def simulate(particles, dt, n):
    for _ in range(n):
        for p in particles:
            p.step(dt)
    return sum(p.energy() for p in particles)


def simulate_one(p, dt, n):
    for _ in range(n):
        p.step(dt)
    return p.momentum


def heavy(h, n):
    for _ in range(n):
        h.step(1.5)
    return h.charge, h.x


def shifted(points, dx):
    for p in points:
        p.x = p.x + dx
        p.y, p.x = p.x, p.y


def swapped(pair, i):
    if i > 0:
        pair.left, pair.right = pair.right, pair.left
    pair.left.x = 7.5
    return pair.left is pair.right, pair.right.x


def frozen_sum(items):
    total = 0
    for f in items:
        total += f.x * f.y
    return total


def frozen_changed(f):
    f.x = 3
    return f.x


def slotted(s, items):
    for item in items:
        s.count += 1
        s.values.append(item)
        if s.best is None or item > s.best:
            s.best = item
    return len(s.values)


def centre(vectors, weight):
    total = Vector(0.0, 0.0, 0.0)
    for v in vectors:
        total = total + weight * v - (-v) * 0.5
    return total


def gram(vectors):
    return [[a.dot(b) for b in vectors] for a in vectors]


def equal_pairs(vectors):
    count = 0
    for a in vectors:
        for b in vectors:
            if a == b:
                count += 1
    return count


def made_points(n):
    points = [Point(i * 0.5) for i in range(n)]
    points.append(Point(y=2.0, x=1.0))
    return points


def spent(account, amounts):
    for amount in amounts:
        account.pay(amount)
    return account.remaining()


def by_distance(points):
    return sorted(points, key=lambda p: p.x * p.x + p.y * p.y)


def nearest(points, x):
    best = None
    for p in points:
        if best is None or abs(p.x - x) < abs(best.x - x):
            best = p
    return best


def in_dict(points):
    seen = {}
    for p in points:
        if p.x not in seen:
            seen[p.x] = p
    return seen


def named(p, suffix):
    p.name = p.name + suffix
    p.name += "!"
    return p.name


def _shared():
    p = Point(1.0, 2.0)
    return [[p, Point(3.0, 4.0), p], 0.5]


def _odd():
    p = Point(1.0, 2.0)
    p.x = "one"
    return [p, Point(0.0)], 1.0


def _less():
    p = Point(1.0)
    del p.y
    return [p], 1.0


def _extra():
    p = Point(1.0)
    p.z = 5
    return [p], 1.0


class Point3(Point):
    pass


CALLS = {
    "simulate": [
        lambda: ([Particle(0.0, 3.0), Particle(1.0, -7.0, 2.0)], 0.5, 40),
        lambda: ([], 0.5, 40),
        lambda: ([Particle(0.0, 3.0)] * 2, 0.5, 9)],
    "simulate_one": [lambda: (Particle(0.0, 3.0), 0.25, 30)],
    "heavy": [lambda: (Heavy(0.5, 3.0), 30)],
    "shifted": [lambda: ([Point(1.0, 2.0), Point(3.0)], 0.5), _shared, _extra,
                _less],
    "swapped": [
        lambda: (Pair(Point(1.0), Point(2.0)), 1),
        lambda: (Pair(Point(1.0), Point(2.0)), 0),
        lambda: (Pair(*[Point(1.0)] * 2), 1)],
    "frozen_sum": [lambda: ([Frozen(1, 2), Frozen(3, 4)],)],
    "slotted": [lambda: (Slotted(), [3, 1, 5]), lambda: (Slotted(), [])],
    "centre": [
        lambda: ([Vector(1.0, 2.0, 3.0), Vector(-0.0, 1e300, 0.1)], 0.25),
        lambda: ([], 1.0)],
    "gram": [lambda: ([Vector(1.0, 2.0, 3.0), Vector(0.5, 0.25, 0.1)],)],
    "equal_pairs": [
        lambda: ([Vector(1.0, 2.0, 3.0), Vector(1.0, 2.0, 3.0),
                  Vector(0.0, 0.0, 0.0)],)],
    "made_points": [(3,), (0,)],
    "spent": [lambda: (Account("a", 100), [5, 20]), ],
    "by_distance": [
        lambda: ([Point(3.0, 4.0), Point(1.0), Point(-1.0), Point(0.0, 2.0)],)],
    "nearest": [
        lambda: ([Point(3.0, 4.0), Point(1.0)], 1.5), lambda: ([], 1.0)],
    "in_dict": [lambda: ([Point(3.0, 4.0), Point(1.0), Point(3.0)],)],
    "extended": [lambda: ([Cell(1), Cell(9)], 2), lambda: ([Cell(5)] * 2, 1)],
    "overflowing": [lambda: ([Cell(1), Cell(-9)],)],
    "membership": [lambda: (lambda p: ([p, p], p))(Particle(0.0, 1.0))],
    "sharing": [lambda: ([Point(1.0), Point(2.0)],),
                lambda: ([Point(1.0)] * 3,)],
    "named": [lambda: (Particle(0.0, 1.0, name="a"), "é")],
}

FALLS_BACK = {
    "frozen_changed": [lambda: (Frozen(1, 2),)],
    "shifted": [_odd, lambda: ([Point3(1.0)], 1.0),
                lambda: ([Point(*[1, 2])], 0.5)],
    "spent": [lambda: (Account("a", 10), [5, 20])],
    "overflowing": [lambda: ([Cell(1), Cell(2 ** 30)],)],
    "extended": [lambda: ([], 1)],
    "simulate_one": [lambda: (None, 0.25, 30)],
}
