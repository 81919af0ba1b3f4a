"""Operators of instances, of numbers beside them, and what is made of types."""
import math


def make_table():
    table = []
    for i in range(16):
        c = i
        for _ in range(4):
            c = (c >> 1) ^ 12 if c & 1 else c >> 1
        table.append(c)
    return table


def double(n):
    return n * 2.5


TABLE = make_table()
SCALES = [double(i) for i in range(8)]


def looked_up(n):
    total = 0
    for i in range(n):
        total += TABLE[i % 16] * i
    return total + SCALES[n % 8]


class Vec:
    ORIGIN = None

    def __init__(self, x=0.0, y=0.0):
        self.x, self.y = x, y

    def __add__(self, other):
        if not isinstance(other, Vec):
            other = Vec(other, other)
        return Vec(self.x + other.x, self.y + other.y)

    __radd__ = __add__

    def __mul__(self, k):
        if isinstance(k, Vec):
            return self.x * k.x + self.y * k.y
        return Vec(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __abs__(self):
        return math.sqrt(self * self)

    def __eq__(self, other):
        return isinstance(other, Vec) and self.x == other.x and self.y == other.y


class Body:
    GRAVITY = Vec(0.0, -9.8)
    LIMITS = {"low": -5.0, "high": 5.0}

    def __init__(self, pos, vel):
        self.pos = pos
        self.vel = vel

    def step(self, dt):
        self.vel += self.GRAVITY * dt
        self.pos += dt * self.vel
        if self.pos.y < self.LIMITS["low"]:
            self.pos.y = self.LIMITS["low"]
            self.vel = -self.vel


def falling(n):
    bodies = [Body(Vec(1.0 * i, 3.0), Vec(0.5, 0.0)) for i in range(3)]
    for _ in range(n):
        for b in bodies:
            b.step(0.01)
    return [(b.pos.x, b.pos.y, abs(b.vel)) for b in bodies]


def centre(n):
    vs = [Vec(i * 1.5, i - 2.0) for i in range(n)]
    c = sum(vs) / n
    d = sum(vs, Vec(1.0, 1.0))
    e = Vec(1.0, 2.0) + 1 + 0.5
    return c.x, c.y, d.x, d.y, e.x, e.y, vs[0] == Vec(0.0, -2.0)


class Poly:
    def __init__(self, *coefficients):
        self.c = list(coefficients)

    def __call__(self, x):
        r = 0
        for a in reversed(self.c):
            r = r * x + a
        return r

    def __add__(self, other):
        if isinstance(other, int):
            return Poly(self.c[0] + other, *self.c[1:])
        n = max(len(self.c), len(other.c))
        a = self.c + [0] * (n - len(self.c))
        b = other.c + [0] * (n - len(other.c))
        return Poly(*[x + y for x, y in zip(a, b)])

    def __mul__(self, other):
        out = [0] * (len(self.c) + len(other.c) - 1)
        for i, a in enumerate(self.c):
            for j, b in enumerate(other.c):
                out[i + j] += a * b
        return Poly(*out)


def polynomials(n):
    p, q = Poly(1), Poly(1, 1)
    for _ in range(n):
        p = p * q + 1
    return (p + q).c, p(3), len(p.c)


def largest(first, *rest):
    best = first
    for r in rest:
        if r > best:
            best = r
    return best


def with_any(items):
    return largest(0, *items)


class Frac:
    def __init__(self, num, den=1):
        if den == 0:
            raise ZeroDivisionError("zero")
        g = math.gcd(num, den)
        if den < 0:
            g = -g
        self.num = num // g
        self.den = den // g

    def __add__(self, o):
        if isinstance(o, int):
            o = Frac(o)
        return Frac(self.num * o.den + o.num * self.den, self.den * o.den)

    __radd__ = __add__

    def __eq__(self, o):
        return self.num == o.num and self.den == o.den

    def __hash__(self):
        return hash((self.num, self.den))

    def __str__(self):
        return f"{self.num}/{self.den}"


def harmonic(n):
    total = Frac(0)
    for i in range(1, n + 1):
        total = total + Frac(1, i)
    s = sum(Frac(1, k * (k + 1)) for k in range(1, n))
    return str(total), s.num, s.den, str(s + 1)


def nothing_summed(n):
    s = sum(Frac(1, k) for k in range(1, n))
    return s + 1 == Frac(2)


def describe(x):
    if isinstance(x, bool):
        return "b"
    if isinstance(x, int):
        return "i%d" % x
    if isinstance(x, str):
        return "s" + x
    return "?"


def described(n):
    return [describe(n), describe("a"), describe(n > 3), describe(2.5)]


CALLS = {
    "looked_up": [(20,)],
    "falling": [(150,)],
    "centre": [(5,)],
    "polynomials": [(6,)],
    "with_any": [([3, 9, 2],), ([],)],
    "harmonic": [(10,)],
    "described": [(7,)],
}
EITHER = {"nothing_summed": [(2,), (1,)], "harmonic": [(1,)]}
FALLS_BACK = {}
