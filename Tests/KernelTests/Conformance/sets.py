"""Sets that lose members, are combined and copied: the order of CPython."""


def comings_and_goings(seed: int, steps: int, span: int) -> list[int]:
    s = set()
    seen = []
    for _ in range(steps):
        seed = (seed * 1103515245 + 12345) % 2147483648
        x = seed // 65536 % span - span // 3
        if seed % 3 == 0:
            s.discard(x)
        else:
            s.add(x)
        if seed % 7 == 0:
            for y in s:
                seen.append(y)
    return seen


def popped(seed: int, steps: int) -> list[int]:
    s = set()
    out = []
    for _ in range(steps):
        seed = (seed * 1103515245 + 12345) % 2147483648
        if seed % 5 < 3 or not s:
            s.add(seed // 1024 % 500)
        else:
            out.append(s.pop())
    out.append(-1)
    while s:
        out.append(s.pop())
    return out


def worklist(edges: list[tuple[int, int]]) -> list[int]:
    neighbours = {}
    for a, b in edges:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    todo = set(neighbours)
    order = []
    while todo:
        x = todo.pop()
        order.append(x)
        for y in sorted(neighbours[x]):
            if y in todo:
                todo.remove(y)
                order.append(y)
    return order


def some_set(seed: int, count: int, span: int) -> set[int]:
    s = set()
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        s.add(seed // 65536 % span)
    return s


def combined(seed: int, n: int, m: int, span: int) -> list[int]:
    a = some_set(seed, n, span)
    b = some_set(seed + 1, m, span)
    out = []
    for x in a | b:
        out.append(x)
    for x in a & b:
        out.append(x)
    for x in a - b:
        out.append(x)
    for x in a ^ b:
        out.append(x)
    for x in b - a:
        out.append(x)
    for x in a.copy():
        out.append(x)
    for x in set(b):
        out.append(x)
    for x in a.union(b) - a.intersection(b):
        out.append(x)
    return out


def combined_after_losses(seed: int, n: int, m: int, span: int) -> list[int]:
    a = some_set(seed, n, span)
    b = some_set(seed + 1, m, span)
    for x in sorted(a)[::3]:
        a.remove(x)
    for x in sorted(b)[1::4]:
        b.discard(x)
    out = list(a) + list(b)
    out += list(a | b)
    out += list(a & b)
    out += list(a - b)
    out += list(b ^ a)
    out += list(a.copy())
    c = set(a)
    c.update(b)
    out += list(c)
    return out


def changed_in_place(seed: int, n: int, m: int, span: int) -> list[int]:
    out = []
    for kind in range(5):
        a = some_set(seed + kind, n, span)
        b = some_set(seed * 3 + kind, m, span)
        if kind == 0:
            a |= b
        elif kind == 1:
            a &= b
        elif kind == 2:
            a -= b
        elif kind == 3:
            a ^= b
        else:
            a.update(b)
            a.difference_update(b)
        a.add(span + 5)
        for x in a:
            out.append(x)
        out.append(-1)
        while len(a) > 2:
            out.append(a.pop())
    return out


def frontier(width: int, steps: int) -> list[tuple[int, int]]:
    seen = {(0, 0)}
    edge = {(0, 0)}
    for _ in range(steps):
        grown = set()
        for x, y in edge:
            for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
                p = ((x + dx) % width, (y + dy) % width)
                if p not in seen:
                    grown.add(p)
        seen |= grown
        edge = grown
    return list(seen) + list(edge)


def life(cells: list[tuple[int, int]], steps: int) -> list[tuple[int, int]]:
    live = set(cells)
    for _ in range(steps):
        counts = {}
        for x, y in live:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        p = (x + dx, y + dy)
                        counts[p] = counts.get(p, 0) + 1
        live = {p for p, k in counts.items() if k == 3 or k == 2 and p in live}
    return list(live)


def of_words(words: list[str], others: list[str]) -> list[str]:
    a = set(words)
    b = set(others)
    out = list(a - b) + list(a & b) + list(a | b) + list(a ^ b)
    for w in others:
        a.discard(w)
    out += list(a)
    letters = set("".join(words))
    letters.discard("a")
    out += list(letters)
    out.append("".join(letters | set("xyz")))
    return out


def of_floats(xs: list[float]) -> list[float]:
    s = set(xs)
    for x in xs[::2]:
        s.discard(x)
    s |= {x / 3 for x in xs}
    return list(s)


def of_large_ints(xs: list[int]) -> list[int]:
    s = set()
    for x in xs:
        s.add(x)
        s.add(-x)
        s.add(x * 1000003 % 2305843009213693951)
    for x in xs[1::2]:
        s.discard(x)
    return list(s)


def of_tuples(pairs: list[tuple[str, int]]) -> list[tuple[str, int, bool]]:
    s = {(name, n, n > 2) for name, n in pairs}
    t = {(name, n + 1, True) for name, n in pairs}
    return list(s | t) + list(s & t) + list(t - s)


def constant_display(n: int) -> list[int]:
    out = []
    for x in {3, 17, 33, 1, 65, 9, 129}:
        out.append(x * n)
    return out


def displays(n: int) -> list[int]:
    out = []
    for x in {n, 8, 16, 0, 24}:
        out.append(x)
    s = {-1}
    s |= {n + 40, 8}
    out += list(s)
    out.append(sum({3, 17, 33} & {17, n}))
    return out


def of_dict(n: int) -> list[int]:
    d = {}
    for i in range(n):
        d[i * 7 % 97 * 3] = i
    s = set(d)
    out = list(s)
    t = set(d.keys())
    out += list(t)
    t = set(range(n))
    t.clear()
    for i in range(n):
        t.add(i * 16)
    return out + list(t)


def given(s: set[int], t: set[int]) -> tuple[list[int], list[int]]:
    out = list(s)
    s.difference_update(t)
    out += list(s)
    s.add(1000)
    if len(s) > 1:
        out.append(s.pop())
    t |= s
    return out, list(t)


def given_and_back(s: set[str], drop: list[str]) -> set[str]:
    rest = s - set(drop)
    for w in drop:
        s.discard(w)
        s.add(w + "x")
    return rest | {"one"}


def new_set(n: int, k: int) -> set[tuple[int, int]]:
    s = {(i, i * i % 7) for i in range(n)}
    for i in range(0, n, k):
        s.discard((i, i * i % 7))
    return s


def cleared(s: set[int], n: int) -> int:
    s.clear()
    for i in range(n):
        s.add(i * 8)
    return s.pop()


def smallest_by(words: list[str]) -> tuple[str, str]:
    s = set(words)
    s.discard("zz")
    return min(s, key=len), max(s, key=len)


def first_long(words: list[str]) -> str:
    s = set(words) - {"b"}
    for w in s:
        if len(w) > 1:
            return w
    return next(iter(s), "")


def simplified(
    clauses: list[frozenset[int]], literal: int
) -> list[frozenset[int]] | None:
    out = []
    for clause in clauses:
        if literal in clause:
            continue
        if -literal in clause:
            reduced = clause - {-literal}
            if not reduced:
                return None
            out.append(reduced)
        else:
            out.append(clause)
    return out


def frozen_keys(n: int) -> tuple[int, list[int]]:
    seen = {}
    order = set()
    for i in range(n):
        key = frozenset([i % 7, i % 5, i % 3])
        seen[key] = seen.get(key, 0) + 1
        order.add(key)
        if i % 4 == 0:
            order.discard(frozenset((i % 7, 2, 1)))
    out = []
    for key in order:
        for x in key:
            out.append(x)
        out.append(seen[key])
    return len(seen), out


def frozen_results(words: list[str]) -> tuple[frozenset[str], set[str]]:
    a = frozenset(words)
    b = frozenset(w[:1] for w in words)
    c = a | b
    d = set(a) - b
    d.add("new")
    return c & a | frozenset({"end"}), d


def subsets(n: int) -> int:
    best = {frozenset({0}): 0}
    for size in range(n):
        grown = {}
        for chosen, cost in best.items():
            for x in range(n):
                if x not in chosen:
                    more = chosen | {x}
                    total = cost + (x * 7 + len(chosen) * 3) % 11
                    if more not in grown or grown[more] > total:
                        grown[more] = total
        if not grown:
            break
        best = grown
    return min(best.values())


def changed_frozen(s: frozenset[int]) -> int:
    total = 0
    for x in s:
        total = total * 10 + x
    t = s.copy()
    t |= {4}
    return total + len(s) + len(t)


def which(s: set[int], t: frozenset[int]) -> list[bool]:
    return [
        isinstance(s, set), isinstance(s, frozenset), isinstance(t, set),
        isinstance(t, frozenset), isinstance(t, (set, frozenset)), s == t,
        s <= t,
    ]


def popped_empty(n: int) -> int:
    s = set()
    for i in range(n):
        s.add(i)
    return s.pop()


CALLS = {
    "popped_empty": [(3,)],
    "comings_and_goings": [(1, 3000, 40), (2, 2000, 500), (3, 50, 3)],
    "popped": [(1, 3000), (5, 10)],
    "worklist": [([(i, i * 7 % 50) for i in range(80)],), ([],)],
    "combined": [
        (1, 5, 4, 20), (2, 40, 3, 100), (3, 3, 40, 100), (4, 300, 200, 1000),
        (5, 0, 6, 10), (6, 1000, 10, 30000), (7, 10, 1000, 30000),
        (8, 60000, 50, 1000000),
    ],
    "combined_after_losses": [
        (1, 5, 4, 20), (2, 40, 3, 100), (3, 3, 40, 100), (4, 300, 200, 1000),
        (9, 700, 700, 2000),
    ],
    "changed_in_place": [
        (1, 5, 4, 20), (2, 40, 3, 100), (3, 3, 40, 100), (4, 300, 200, 1000),
        (5, 30, 0, 1000), (6, 2, 90, 100),
    ],
    "frontier": [(30, 12), (7, 20)],
    "life": [([(1, 0), (2, 1), (0, 2), (1, 2), (2, 2), (7, 7), (7, 8), (7, 9)], 20)],
    "of_words": [
        (["a", "bc", "def", "été", "Ā", "zz"], ["bc", "zz", "q"]),
        (["%x" % (i * i) for i in range(60)], ["%x" % i for i in range(60)]),
    ],
    "of_floats": [([1.5, 2.0, -0.0, 1e300, 3.25, 1e-9, -7.0, 12345678.5],)],
    "of_large_ints": [
        ([2**61 - 1, 2**61, 2**62 + 5, 7, 0, 1, 2**31, 2305843009213693950],),
    ],
    "of_tuples": [([("a", 1), ("b", 2), ("c", 3), ("a", 4), ("d", 2)],)],
    "displays": [(1,), (8,), (33,)],
    "of_dict": [(4,), (5,), (30,), (100,)],
    "given": [
        ({1, 2, 3, 40, 50}, {2, 40}), (set(range(0, 100, 3)), set(range(50))),
        ({5}, {5}), (set(), {1}),
    ],
    "given_and_back": [({"a", "b", "c", "dd"}, ["a", "dd"]), (set(), ["q"])],
    "new_set": [(5, 2), (60, 3), (3, 1)],
    "cleared": [(set(range(50)), 4), ({1, 2}, 9)],
    "smallest_by": [(["a", "b", "cc", "dd", "eee", "fff", "zz"],)],
    "simplified": [
        ([frozenset({1, -2}), frozenset({2, 3, -1}), frozenset({-2, 9})], 1),
        ([frozenset({1})], -1), ([], 4),
    ],
    "frozen_keys": [(5,), (60,), (0,)],
    "frozen_results": [(["a", "bc", "b", "def"],), ([],)],
    "subsets": [(6,), (1,)],
    "which": [({1, 2}, frozenset({1, 2})), (set(), frozenset({3}))],
    "first_long": [(["a", "b", "cc", "dd"],), (["b"],), (["x", "b"],)],
}
FALLS_BACK = {
    "constant_display": [(2,)],
    "popped_empty": [(0,)],
    "changed_frozen": [(frozenset({1, 2}),)],
}
