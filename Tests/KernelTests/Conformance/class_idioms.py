"""Classes as people write them: stacks, matrices, keys, members of Enums."""

from enum import Enum
from dataclasses import dataclass


class Way(Enum):
    UP = (0, 1)
    DOWN = (0, -1)
    ALSO_UP = (0, 1)


class Compass(Enum):
    NORTH = (0, -1)
    EAST = (1, 0)
    SOUTH = (0, 1)
    WEST = (-1, 0)

    def right(self):
        order = list(Compass)
        return order[(order.index(self) + 1) % 4]


MOVES = {Way.UP: (0, 1), Way.DOWN: (0, -1)}
ORDER = [Way.UP, Way.DOWN]


class Flip:
    def __init__(self):
        self.calls = 0

    @property
    def item(self):
        self.calls += 1
        return self.calls if self.calls % 2 else None


class Foo:
    def __init__(self, a):
        self.a = a


class Bar:
    def __init__(self, a):
        self.a = a

    def __eq__(self, other):
        if not isinstance(other, Foo):
            return False
        return self.a == other.a

    def __hash__(self):
        return hash(self.a)


@dataclass(frozen=True)
class Line:
    a: tuple
    b: str

    def key(self):
        return self.a[0]


@dataclass(order=True, frozen=True)
class Ver:
    major: int
    minor: int = 0


class Stack:
    def __init__(self):
        self._items = []

    def push(self, item):
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise IndexError("empty")
        return self._items.pop()

    def peek(self):
        return self._items[-1] if self._items else None

    def is_empty(self):
        return len(self._items) == 0

    def __len__(self):
        return len(self._items)

    def __bool__(self):
        return bool(self._items)


class Matrix:
    def __init__(self, rows):
        self.rows = rows

    @classmethod
    def identity(cls, n):
        return cls([[1 if i == j else 0 for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    def __getitem__(self, i):
        return self.rows[i]

    def __matmul__(self, other):
        n, m = self.shape
        _, p = other.shape
        return Matrix([[sum(self[i][k] * other[k][j] for k in range(m))
                        for j in range(p)] for i in range(n)])

    def __pow__(self, e):
        result, base = Matrix.identity(len(self.rows)), self
        while e:
            if e & 1:
                result = result @ base
            base = base @ base
            e >>= 1
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __len__(self):
        return len(self.rows)

    def __iter__(self):
        return iter(self.rows)


def ways(n):
    x, y = 0, 0
    w = Way.UP
    for i in range(n):
        dx, dy = MOVES[w]
        x, y = x + dx, y + dy
        if i % 3 == 2:
            w = Way.DOWN if w is Way.ALSO_UP else Way.UP
    return x, y, w is Way.ALSO_UP, ORDER[n % 2] == Way.UP


def way_values(n):
    w = Way.UP if n else Way.DOWN
    a, b = w.value
    return a, b, w.name


def flips(n):
    f = Flip()
    out = []
    for _ in range(n):
        if f.item is not None:
            out.append(bool(f.item))
            out.append(isinstance(f.item, int))
    return out, f.calls


def odd_equality(n):
    seen = {}
    for i in range(n):
        b = Bar(i % 2)
        seen[b] = seen.get(b, 0) + 1
    return len(seen)


def lines(items):
    seen = set()
    out = []
    for a, b, c in items:
        line = Line((a, b), c)
        if line in seen:
            out.append(line.key())
        seen.add(line)
    return out, len(seen)


def vers(pairs):
    vs = [Ver(a, b) for a, b in pairs]
    return (max(vs), min(vs).minor, sorted(vs)[0].major, vs[0] < vs[1],
            vs[0] >= Ver(1), {v: i for i, v in enumerate(vs)})


def stack_use(items):
    s = Stack()
    for x in items:
        if x < 0 and s:
            s.pop()
        else:
            s.push(x)
    out = []
    while not s.is_empty():
        out.append(s.peek())
        s.pop()
    return out, len(s), bool(s)


def fib_matrix(n):
    m = Matrix([[1, 1], [1, 0]]) ** n
    return m[0][1], m.shape, [sum(r) for r in m], m == Matrix.identity(2)


def asserted(table, key):
    found = table.get(key)
    assert found is not None
    out = [found]
    out.append(found + 1)
    return out


def default_list(n, acc=None):
    if acc is None:
        acc = []
    for i in range(n):
        acc.append(i)
    return acc


def optional_chain(values):
    best = None
    prev = None
    for v in values:
        if prev is not None and v > prev:
            best = v - prev if best is None else max(best, v - prev)
        prev = v
    return -1 if best is None else best


def set_things(values, gone, at):
    s = set(values)
    for g in gone:
        s.discard(g)
    near = min(s, key=lambda f: (abs(f - at), f)) if s else -1
    return (near, any(v > at for v in s), all(v > at for v in s),
            min(s, default=0), max(s, default=0),
            sum(1 for v in s if v % 2), len(s))


def set_tie(values, gone):
    s = set(values)
    s.discard(gone)
    return min(s, key=lambda v: v % 2)


def never_filled(keys):
    d = {}
    out = []
    for k in keys:
        x = d.get(k)
        if x is None:
            out.append(k)
        else:
            out.append(-1)
    return out


class Owner:
    def __init__(self, n):
        self.items = [n, n + 1]
        self.log = Log(self)


class Log:
    def __init__(self, owner):
        self.owner = owner
        self.seen = set()
        self.seen.clear()

    def add(self, x):
        self.seen.add(x)


def in_a_circle(n):
    owner = Owner(n)
    owner.log.add(1)
    owner.log.add(n)
    return owner.items, len(owner.log.seen)


def turned(n: int) -> tuple[int, int, int]:
    d = Compass.NORTH
    x = y = 0
    for i in range(n):
        if i % 3:
            d = d.right()
        dx, dy = d.value
        x += dx
        y += dy * i
    return x, y, len(list(Compass))


CALLS = {
    "turned": [(0,), (25,)],
    "set_things": [([1, 5, 9, 7, 100, 3], [5, 9], 6), ([1], [1], 2)],
    "never_filled": [([1, 2],)],
    "in_a_circle": [(5,)],
    "ways": [(7,), (0,)],
    "way_values": [(1,), (0,)],
    "lines": [([(1, 2, "a"), (1, 2, "b"), (1, 2, "a")],)],
    "vers": [([(1, 2), (0, 5), (1, 0)],)],
    "stack_use": [([1, 2, -1, 3],), ([-1],), ([],)],
    "fib_matrix": [(10,), (0,)],
    "default_list": [(3,), (2, [5])],
    "optional_chain": [([3, 1, 4, 9],), ([],)],
}
EITHER = {"set_tie": [([1, 2, 4, 8], 2), ([1, 2, 3], 9)],
          "flips": [(5,)], "odd_equality": [(4,)],
          "asserted": [({1: 2}, 1), ({1: 2}, 3)],
          "stack_use": [([1, -1, -2, -3],)]}
FALLS_BACK = {}
OWN_ARGUMENTS = True
MAY_BE_SKELETONS = ["odd_equality"]
