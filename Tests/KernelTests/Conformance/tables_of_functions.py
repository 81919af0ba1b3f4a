"""Instances that are iterators, members of Enums, tables of functions, and
what `random` chooses."""
from enum import Enum, auto
import operator
import random


class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Squares:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return SquaresIterator(self)


class SquaresIterator:
    def __init__(self, owner):
        self.owner = owner
        self.i = 0

    def __next__(self):
        if self.i >= self.owner.n:
            raise StopIteration()
        self.i += 1
        return self.i * self.i


def countdown(n):
    total = 0
    for x in Countdown(n):
        total += x
    c = Countdown(n)
    seen = []
    for x in c:
        if x == 3:
            break
        if x % 2:
            continue
        seen.append(x)
    for x in c:
        seen.append(-x)
    return total, seen, c.n


def squares(n):
    s = Squares(n)
    pairs = []
    for a in s:
        for b in s:
            if b > a:
                break
            pairs.append((a, b))
    return pairs


class State(Enum):
    IDLE = auto()
    RUN = auto()
    DONE = auto()


class Machine:
    TRANSITIONS = {
        State.IDLE: State.RUN, State.RUN: State.DONE, State.DONE: State.IDLE}

    def __init__(self):
        self.state = State.IDLE
        self.counts = {s: 0 for s in State}

    def step(self):
        self.state = self.TRANSITIONS[self.state]
        self.counts[self.state] += 1


def machine(n):
    m = Machine()
    for _ in range(n):
        m.step()
    names = []
    for s in State:
        names.append(s.name)
    return m.state.name, [m.counts[s] for s in State], names


def add(a, b):
    return a + b


OPS = {"+": add, "-": lambda a, b: a - b, "*": operator.mul}


def rpn(text):
    stack = []
    for tok in text.split():
        if tok in OPS:
            b = stack.pop()
            a = stack.pop()
            stack.append(OPS[tok](a, b))
        elif tok not in OPS:
            stack.append(int(tok))
    return stack[0]


def unknown_operation(tok):
    return OPS[tok](1, 2)


def chosen(n, k, seed):
    random.seed(seed)
    items = [i * i for i in range(n)]
    a = random.sample(items, k)
    b = random.choices(items, k=3)
    c = random.choices("abc", weights=[1, 2, 3], k=4)
    d = random.choices(items[:3], [0.5, 0.25, 0.25])
    return a, b, c, d, random.random()


class Operation:
    OPS = {"+": operator.add, "-": operator.sub, "m": operator.mul,
           "d": lambda a, b: a - 2 * b}

    def __init__(self, op):
        self.op = op

    def apply(self, a, b):
        if self.op not in self.OPS:
            return -1
        return self.OPS[self.op](a, b)


class Reversed(Operation):
    def apply(self, a, b):
        return Operation.OPS[self.op](b, a)


def applied(ops, n):
    return [op.apply(i, n) for op in ops for i in range(n)]


def unknown_member(op):
    return Reversed(op).apply(1, 2)


def steps(rng, n):
    at = 0
    for _ in range(n):
        at += rng.choice((-1, 0, 1))
    point = rng.choice([(1, 2), (3, 4)])
    names = rng.choices(("a", "b", "c"), weights=(5, 2, 1), k=4)
    return at, point, names, rng.sample((5, 6, 7), 2), rng.choice(tuple("xyz"))


def chosen_by(rng, items, k):
    return rng.sample(items, k), rng.choices(items, k=k), rng.random()


CALLS = {
    "applied": [lambda: ([Operation("+"), Reversed("-"), Operation("m"),
                          Operation("d"), Operation("?")], 4)],
    "steps": [lambda: (random.Random(7), 30)],
    "unknown_member": [("-",)],
    "countdown": [(10,), (0,)],
    "squares": [(4,)],
    "machine": [(10,)],
    "rpn": [("3 4 + 2 * 5 -",)],
    "chosen": [(10, 4, 1), (100, 5, 2), (1000, 6, 3), (84, 20, 4), (86, 20, 4),
               (3000, 300, 5)],
    "chosen_by": [lambda: (random.Random(4), [1.5, 2.5, 3.5], 2)],
}
EITHER = {
    "unknown_operation": [("+",), ("/",)],
    "chosen": [(3, 5, 1), (0, 0, 1)],
}
FALLS_BACK = {"unknown_member": [("/",)]}
