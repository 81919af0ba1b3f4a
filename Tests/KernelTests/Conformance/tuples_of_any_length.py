"""Tuples whose length is not known, and what `zip(*rows)` and `itertools` make."""

import itertools
from itertools import (
    accumulate, combinations, combinations_with_replacement, groupby,
    permutations, product, zip_longest)


def tuple_of_list(xs):
    t = tuple(xs)
    return t, len(t), t[0], t[-1]


def tuple_keys(words):
    groups = {}
    for word in words:
        groups.setdefault(tuple(sorted(word)), []).append(word)
    return groups


def states_seen(rows):
    seen = set()
    fresh = 0
    for row in rows:
        state = tuple(row)
        if state not in seen:
            seen.add(state)
            fresh += 1
    return fresh, (1, 2) in seen


def slices(xs, n):
    t = tuple(xs)
    return t[1:], t[:n], t[::-1], t[n:n], t + t[:1], t * 2, t[:1] * n


def literal_slices(a, b):
    t = (a, b, 3)
    return t[1:], t[::-1], t[:-1], t[5:], t + (4,), (0,) * 3


def growing(n):
    path = ()
    for k in range(n):
        path += (k,)
    return path, path[1:], len(path)


def with_stars(xs, a):
    return (a, *xs), (*xs,), [*xs, a]


def compared(xs, ys):
    a, b = tuple(xs), tuple(ys)
    return a == b, a < b, a >= b, a != (1, 2), a == (1, 2)


def methods(xs):
    t = tuple(xs)
    return t.count(2), t.index(3), 2 in t, 9 in t, sum(t), max(t), sorted(t)


def taken_apart(xs):
    a, *rest = tuple(xs)
    (b, c, *_), d = (tuple(xs), 5)
    return a, rest, b, c, d


def iterated(xs):
    out = []
    for i, x in enumerate(tuple(xs)):
        out.append(x * i)
    for x in reversed(tuple(xs)):
        out.append(x)
    return out, bool(tuple(xs)), isinstance(tuple(xs), tuple)


def given(paths):
    return max(paths), [p[0] for p in paths], len(set(paths))


def lists_inside(rows):
    t = tuple(rows)
    t[0].append(9)
    return t, rows


def columns(m):
    return list(zip(*m)), [list(c) for c in zip(*m)], [sum(c) for c in zip(*m)]


def rotated(m):
    return [list(row) for row in zip(*m[::-1])]


def multiplied(a, b):
    return [[sum(x * y for x, y in zip(r, c)) for c in zip(*b)] for r in a]


def common_prefix(words):
    for i, letters in enumerate(zip(*words)):
        if len(set(letters)) > 1:
            return words[0][:i]
    return min(words)


def unzipped(pairs):
    names, numbers = zip(*pairs)
    return names, numbers, sum(numbers)


def columns_that_change(m):
    out = []
    for column in zip(*m):
        out.append(column)
        m[-1][-1] += 1
        m[0].append(7)
    return out, m


def all_orders(xs):
    return list(permutations(xs)), ["".join(p) for p in permutations("abc")]


def some_orders(xs, r):
    return [list(p) for p in permutations(xs, r)], \
        list(combinations(xs, r)), \
        list(combinations_with_replacement(xs, r))


def products(xs, r, pools):
    return list(product(xs, repeat=r)), list(product(*pools)), \
        sum(1 for _ in itertools.product("ab", repeat=6))


def running(xs):
    return list(accumulate(xs)), list(accumulate(xs, max)), \
        list(accumulate(xs, lambda a, b: a * b)), \
        list(accumulate(xs, initial=10))


def runs(text):
    out = []
    for ch, group in groupby(text):
        out.append((ch, len(list(group))))
    return out


def runs_by_key(numbers):
    spans = []
    for _, g in groupby(enumerate(sorted(numbers)), key=lambda t: t[1] - t[0]):
        run = [n for _, n in g]
        spans.append((run[0], run[-1]))
    return spans


def run_sums(xs):
    return [(k, sum(g)) for k, g in groupby(xs, key=lambda x: x % 2 == 0)], \
        [k for k, _ in groupby(xs)]


def run_twice(xs):
    out = []
    for k, g in groupby(xs):
        out.append((k, sum(g), sum(g)))
    return out


def versions(a, b):
    for x, y in zip_longest(a.split("."), b.split("."), fillvalue="0"):
        if int(x) != int(y):
            return -1 if int(x) < int(y) else 1
    return 0


def lenient(xs, n):
    return list(zip(xs, xs[n:], strict=False))


def unpacked_lazily(line):
    a, b = map(int, line.split())
    c, d = (len(part) for part in line.split())
    return a + b, c, d


def empty_ones(n):
    t = tuple([])
    return t, (), tuple(range(n)), not t


SOLVED = (1, 2, 3, 4, 5, 6, 7, 8, 0)


def slides(state, n):
    seen = {state}
    for _ in range(n):
        z = state.index(0)
        tiles = list(state)
        other = z - 1 if z % 3 else z + 1
        tiles[z], tiles[other] = tiles[other], tiles[z]
        state = tuple(tiles)
        seen.add(state)
    return state, state == SOLVED, SOLVED in seen, len(seen)


def many_parts(a, b):
    row = (a, b, a + b, a - b, a * b, a, b, 7, 8, 9)
    c, d, e, f, g, h, i, j, k, m = row
    return row, c + m, row[-1], row[2:5]


CALLS = {
    "slides": [((1, 2, 3, 4, 5, 6, 7, 0, 8), 5), (SOLVED, 4), (SOLVED, 0)],
    "many_parts": [(3, 4)],
    "tuple_of_list": [([1, 2, 3],), ([4],)],
    "tuple_keys": [(["eat", "tea", "tan", "ate"],)],
    "states_seen": [([[1, 2], [2, 1], [1, 2], [1, 2, 3]],)],
    "slices": [([1, 2, 3, 4], 2), ([], 0), ([1], -1)],
    "literal_slices": [(1, 2)],
    "growing": [(4,), (0,)],
    "with_stars": [([1, 2], 5)],
    "compared": [([1, 2], [1, 3]), ([1, 2], [1, 2, 0]), ([], [])],
    "methods": [([1, 2, 3, 2],)],
    "taken_apart": [([1, 2, 3],)],
    "iterated": [([3, 4, 5],), ([],)],
    "given": [([(1, 2), (1, 2, 3), (0,)],), ([(4, 5), (4, 5)],)],
    "lists_inside": [([[1], [2, 3]],)],
    "columns": [([[1, 2, 3], [4, 5, 6]],), ([],), ([[1], [2, 3]],), ([[], [1]],)],
    "rotated": [([[1, 2], [3, 4], [5, 6]],)],
    "multiplied": [([[1, 2], [3, 4]], [[5, 6], [7, 8]])],
    "common_prefix": [(["flower", "flow", "flight"],), (["a"],)],
    "unzipped": [([("a", 1), ("b", 2)],)],
    "columns_that_change": [([[1, 2, 3], [4, 5]],)],
    "all_orders": [([3, 1, 2],), ([],), ([1],)],
    "some_orders": [([1, 2, 3, 4], 3), ([1, 2], 0), ([1, 2], 5), ([], 0)],
    "products": [([1, 2], 3, [[1, 2], [3], [4, 5]]), ([], 2, [[1], []]),
                 ([1], 0, [])],
    "running": [([3, 1, 4, 1, 5],), ([],)],
    "runs": [("aaabcc",), ("",)],
    "runs_by_key": [([1, 2, 3, 7, 8, 10],)],
    "run_sums": [([1, 3, 2, 4, 5],), ([],)],
    "versions": [("1.10.2", "1.9"), ("1", "1.0.0")],
    "lenient": [([1, 2, 3], 1)],
    "unpacked_lazily": [("12 345",)],
    "empty_ones": [(3,)],
}
EITHER = {
    "methods": [([1],)],
    "taken_apart": [([1],)],
    "unzipped": [([],)],
    "some_orders": [([1, 2], -1)],
    "unpacked_lazily": [("1 2 3",)],
    "run_twice": [([1, 1, 2],)],
    "common_prefix": [([],)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["run_twice", "slides"]
