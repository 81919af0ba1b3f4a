"""Instances that say what `==`, `<` and their hash are, in containers."""

import heapq
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from functools import total_ordering


class Task:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority


class Length:
    def __init__(self, text):
        self.text = text

    def __lt__(self, other):
        return len(self.text) > len(other.text)

    def __eq__(self, other):
        return isinstance(other, Length) and len(self.text) == len(other.text)


class Whim:
    """An order that is none."""

    def __init__(self, a, b):
        self.a = a
        self.b = b

    def __lt__(self, other):
        return self.a < other.a or self.b < other.b

    def __eq__(self, other):
        return self.a == other.a


class Plain:
    def __init__(self, n):
        self.n = n


@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(int(p) for p in text.split("."))

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts


@dataclass(frozen=True)
class Pos:
    x: int
    y: int

    def moved(self, dx, dy):
        return Pos(self.x + dx, self.y + dy)


@dataclass(order=True)
class Entry:
    rank: float
    name: str = field(compare=False)
    size: int = 0


@dataclass
class Pair:
    a: float
    b: float


class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)


def run_tasks(specs):
    heap = []
    for priority, name in specs:
        heapq.heappush(heap, Task(priority, name))
    out = []
    while heap:
        out.append(heapq.heappop(heap).name)
    return out


def heap_of_pairs(specs):
    heap = [(p, Task(p, n)) for p, n in specs]
    heapq.heapify(heap)
    return [heapq.heappop(heap)[1].name for _ in range(len(heap))]


def heap_of_plain(numbers):
    heap = []
    for i, n in enumerate(numbers):
        heapq.heappush(heap, (n, i, Plain(n)))
    return [heapq.heappop(heap)[2].n for _ in range(len(heap))]


def heap_of_ties(numbers):
    heap = []
    for n in numbers:
        heapq.heappush(heap, (n, Plain(n)))
    return len(heap)


def sort_tasks(tasks):
    tasks.sort()
    return [t.name for t in sorted(tasks, reverse=True)], min(tasks).name, \
        max(tasks).name


def sort_lengths(texts):
    items = [Length(t) for t in texts]
    items.sort()
    found = Length("xx") in items
    return [i.text for i in items], [i.text for i in sorted(
        items, reverse=True)], found, items.count(Length("a")), \
        min(items).text, max(items).text


def whims(pairs):
    heap = []
    for a, b in pairs:
        heapq.heappush(heap, Whim(a, b))
    out = []
    while heap:
        w = heapq.heappop(heap)
        out.append((w.a, w.b))
    whims = [Whim(a, b) for a, b in pairs]
    return out, min(whims).b, max(whims).b, Whim(1, 9) in whims


def sorted_whims(pairs):
    return [w.b for w in sorted(Whim(a, b) for a, b in pairs)]


def versions(texts):
    all = [Version(t) for t in texts]
    best = max(all)
    older = [v.parts for v in all if v <= all[0]]
    newer = [v.parts for v in all if v > all[0]]
    other = [v.parts for v in all if v >= all[0]]
    return best.parts, older, newer, other, [
        v.parts for v in sorted(all)], all[0] != all[-1]


def walk(steps):
    pos = Pos(0, 0)
    seen = {pos}
    visits = {pos: 1}
    for dx, dy in steps:
        pos = pos.moved(dx, dy)
        seen.add(pos)
        visits[pos] = visits.get(pos, 0) + 1
    return len(seen), Pos(1, 0) in seen, visits[Pos(0, 0)], \
        [(p.x, p.y, n) for p, n in visits.items()], pos == Pos(1, 1), visits


def given_positions(visits, pos):
    visits[pos] = visits.get(pos, 0) + 10
    return pos in visits, len(visits)


def vectors(pairs):
    seen = {}
    total = Vec(0, 0)
    for x, y in pairs:
        v = Vec(x, y)
        total = total + v
        if v in seen:
            seen[v] += 1
        else:
            seen[v] = 1
    unique = set(seen)
    return [(v.x, v.y, n) for v, n in seen.items()], total.x, len(unique)


def vectors_floats(pairs):
    seen = set()
    for x, y in pairs:
        seen.add(Vec(x, y))
    return len(seen)


def entries(specs):
    heap = []
    for rank, name, size in specs:
        heapq.heappush(heap, Entry(rank, name, size))
    first = heap[0]
    order = [heapq.heappop(heap).name for _ in range(len(heap))]
    return order, first == Entry(first.rank, "other", first.size), \
        first < Entry(first.rank, "", first.size + 1)


def sorted_entries(specs):
    all = sorted(Entry(r, n, s) for r, n, s in specs)
    return [e.name for e in all]


def equal_pairs(a, b):
    p, q = Pair(a, b), Pair(a, b)
    return p == q, p != Pair(b, a), q in [Pair(b, a), p], [p] == [q]


def nan_pairs(a):
    p = Pair(a, 1.0)
    return p == p, p in [p], p == Pair(a, 1.0), (a, 1.0) == (a, 1.0), \
        [a] == [a]


def nan_tuples(a):
    t = (a, 1)
    return t == t, t != (a, 1)


def insert_tasks(tasks, one):
    insort(tasks, one)
    return bisect_left(tasks, one), [t.name for t in tasks]


def identity_sets(nodes, edges):
    made = [Plain(n) for n in nodes]
    seen = set()
    order = []
    for a, b in edges:
        for node in (made[a], made[b]):
            if node not in seen:
                seen.add(node)
                order.append(node.n)
    parents = {made[0]: None}
    for a, b in edges:
        parents[made[b]] = made[a]
    pairs = {(made[a], b) for a, b in edges}
    return order, len(seen), len(parents), len(pairs), (made[0], 5) in pairs


NAN = float("nan")
CALLS = {
    "run_tasks": [([(3, "c"), (1, "a"), (2, "b"), (1, "d"), (1, "e")],),
                  ([],)],
    "heap_of_pairs": [([(3, "c"), (1, "a"), (2, "b"), (1, "d")],)],
    "heap_of_plain": [([3, 1, 2, 1],)],
    "sort_tasks": [
        lambda: ([Task(2, "x"), Task(1, "y"), Task(2, "z"), Task(0, "w")],)],
    "sort_lengths": [(["aa", "b", "ccc", "dd", "e"],)],
    "whims": [([(1, 5), (2, 2), (3, 1), (0, 9), (2, 8), (1, 1)],)],
    "versions": [(["1.2", "1.10", "0.9", "1.2", "1.2.1"],)],
    "walk": [([(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0), (0, 1)],)],
    "given_positions": [
        lambda: ({Pos(0, 0): 1, Pos(2, 1): 5}, Pos(2, 1)),
        lambda: ({Pos(0, 0): 1}, Pos(2, 1))],
    "vectors": [([(1, 2), (3, 4), (1, 2)],)],
    "vectors_floats": [([(1.0, 2.0), (0.0, -0.0), (-0.0, 0.0)],)],
    "entries": [([(2.0, "b", 1), (1.0, "a", 5), (1.0, "c", 2)],)],
    "sorted_entries": [([(2.0, "b", 1), (1.0, "a", 5), (1.0, "c", 5)],)],
    "equal_pairs": [(1.0, 2.0), (1.0, 1.0)],
    "nan_pairs": [(1.5,)],
    "nan_tuples": [(1.5,)],
    "insert_tasks": [
        lambda: ([Task(1, "a"), Task(3, "b"), Task(3, "c")], Task(3, "d"))],
    "identity_sets": [([1, 2, 3], [(0, 1), (1, 2), (0, 2), (0, 1)])],
}
EITHER = {
    "heap_of_ties": [([3, 1, 3],), ([1, 2],)],
    "sort_tasks": [lambda: ([],)],
    "sorted_whims": [([(1, 5), (2, 2), (3, 1), (0, 9), (2, 8), (1, 1)],)],
    "vectors_floats": [([(NAN, 1.0), (NAN, 1.0)],)],
    "entries": [([(NAN, "b", 1), (1.0, "a", 5), (NAN, "c", 2)],)],
    "sorted_entries": [([(NAN, "b", 1), (1.0, "a", 5), (0.5, "c", 2)],)],
    "nan_pairs": [(NAN,)],
    "nan_tuples": [(NAN,)],
    "equal_pairs": [(NAN, NAN)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["sorted_whims"]
