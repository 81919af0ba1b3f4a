"""Classes that say themselves what `+=` and the like do."""


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x=0.0, y=0.0):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __imul__(self, k):
        self.x *= k
        self.y *= k
        return self

    def __isub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __truediv__(self, k):
        return Vector(self.x / k, self.y / k)


class Body:
    def __init__(self, place, speed):
        self.place = place
        self.speed = speed
        self.trail = [Vector()]

    def move(self, dt):
        step = Vector(self.speed.x, self.speed.y)
        step *= dt
        self.place += step
        self.trail[0] += step


class Bag:
    def __init__(self, n):
        self.items = [n]

    def __ior__(self, other):
        for item in other.items:
            self.items.append(item)
        return self


class Sum:
    def __init__(self):
        self.total = 0

    def __iadd__(self, n):
        self.total += n
        return self


class Twice(Sum):
    def __iadd__(self, n):
        self.total += 2 * n
        return self


def summed(vectors):
    total = Vector()
    same = total
    for v in vectors:
        total += v
    return total, same is total


def by_item(vectors, k):
    vectors[0] += vectors[1]
    vectors[k] *= 0.5
    return vectors


def made_anew(a, b):
    first = a
    a -= b
    return a, a is first


def without_own(a):
    first = a
    a /= 2.0
    return a is first, a


def moved(bodies, steps):
    for _ in range(steps):
        for body in bodies:
            body.move(0.25)
    return bodies[0].trail[0]


def bags(n):
    bag = Bag(1)
    for i in range(n):
        bag |= Bag(i)
    bag |= bag if n > 100 else Bag(n)
    return bag.items


def families(sums, n):
    for s in sums:
        s += n
    return sum(s.total for s in sums)


CALLS = {
    "summed": [lambda: ([Vector(1.0, 2.0), Vector(0.1, -0.0)],),
               lambda: ([],)],
    "by_item": [lambda: ([Vector(1.0, 2.0), Vector(0.1, 3.0)], 1),
                lambda: ([Vector(1.0, 2.0)] * 2, -1)],
    "made_anew": [lambda: (Vector(1.0, 2.0), Vector(0.5, 0.5)),
                  lambda: (lambda v: (v, v))(Vector(1.0, 2.0))],
    "without_own": [lambda: (Vector(1.0, 2.0),)],
    "moved": [lambda: ([Body(Vector(1.0, 2.0), Vector(3.0, 4.0))], 3)],
    "bags": [(3,)],
    "families": [lambda: ([Sum(), Twice(), Sum()], 3)],
}

FALLS_BACK = {
    "by_item": [lambda: ([Vector(1.0, 2.0)], 0)],
}
