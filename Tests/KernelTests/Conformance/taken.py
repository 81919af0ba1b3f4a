"""What takes its items from another source as it goes."""

import functools
import itertools
import operator
from itertools import (
    chain, combinations, count, cycle, islice, pairwise, takewhile,
    zip_longest)


def naturals():
    n = 0
    while True:
        yield n
        n += 1


def noted(xs, log):
    for x in xs:
        log.append(x)
        yield x


def first(n):
    return list(islice(naturals(), n))


def some(xs, a, b, c):
    return list(islice(xs, a, b)), list(islice(xs, a, None)), \
        list(islice(xs, a, b, c))


def pulled(xs, n):
    log = []
    out = list(islice(noted(xs, log), n))
    return out, log


def pulled_between(xs, a, b, step):
    log = []
    out = []
    for x in islice(noted(xs, log), a, b, step):
        out.append(x)
        if x == 7:
            break
    return out, log


def below(xs, limit):
    log = []
    out = [x for x in takewhile(lambda x: x < limit, noted(xs, log))]
    return out, log, list(itertools.dropwhile(lambda x: x < limit, xs)), \
        list(itertools.filterfalse(lambda x: x % 2, xs))


def round_and_round(xs, n):
    out = []
    for x in cycle(xs):
        out.append(x)
        if len(out) >= n:
            break
    return out


def kept_cycle(text, n):
    keys = cycle(text)
    return [next(keys) for _ in range(n)], "".join(next(keys) for _ in range(2))


def numbered(xs):
    ids = count()
    odd = count(1, 2)
    tenths = count(0.1, 0.1)
    return [(next(ids), x, next(odd)) for x in xs], next(ids), \
        [next(tenths) for _ in range(5)]


def differences(xs):
    return [b - a for a, b in pairwise(xs)]


def longest(a, b, c):
    return list(zip_longest(a, b)), list(zip_longest(a, b, c, fillvalue=0)), \
        [x or -1 for x, _ in zip_longest(a, b)]


def zipped(xs, log):
    return list(zip(xs, noted([1, 2, 3], log))), log


def zipped_after(xs, log):
    return list(zip(noted([1, 2, 3], log), xs)), log


def zipped_between(xs, ys):
    log = []
    out = []
    for a, b, c in zip(xs, noted([1, 2, 3, 4], log), ys):
        if b == 2:
            continue
        out.append((a, b, c))
    return out, log


def subsets(xs):
    return list(chain.from_iterable(
        combinations(xs, r) for r in range(len(xs) + 1)))


def stars(pairs):
    return list(itertools.starmap(operator.mul, pairs)), \
        list(itertools.starmap(lambda a, b: a - b, pairs))


def pressed(xs, flags):
    return list(itertools.compress(xs, flags))


def product_of(xs):
    return functools.reduce(operator.mul, xs, 1), \
        functools.reduce(operator.add, xs, 0), functools.reduce(operator.xor, xs)


def products(xs):
    import math
    return math.prod(xs), math.prod(x + 1 for x in xs)


def best_of(xs, upward):
    best = (-100, None) if upward else (100, None)
    for i, x in enumerate(xs):
        if upward and x > best[0] or not upward and x < best[0]:
            best = (x, i)
    return best


def windows(xs, n):
    it = iter(xs)
    head = list(islice(it, n))
    total = sum(head)
    out = [total]
    for x in it:
        total += x
        out.append(total)
    return out


def chunks(xs, n):
    it = iter(xs)
    out = []
    while True:
        part = list(islice(it, n))
        if not part:
            return out
        out.append(part)


def numbered_letters(text):
    it = iter(enumerate(text))
    out = []
    for i, c in it:
        if c == "(":
            for j, d in it:
                if d == ")":
                    out.append((i, j))
                    break
    return out


def views(a, b, needed):
    return sorted(a.keys() & b.keys()), sorted(a.keys() | b.keys()), \
        sorted(a.keys() - b.keys()), needed <= a.keys(), a.keys() == b.keys()


def pairs_of(table):
    return [x + y for (x, _), (y, _) in combinations(table.items(), 2)]


def from_pairs(lines):
    return dict(line.split("=") for line in lines)


def copied(grid):
    import copy
    new = copy.deepcopy(grid)
    new[0][0] = 99
    return new, grid, new[0] is new[1]


CALLS = {
    "first": [(5,), (0,)],
    "some": [([1, 2, 3, 4, 5], 1, 4, 2), ([], 0, 0, 1), ([1], 3, 9, 1)],
    "pulled": [([1, 2, 3], 2), ([1, 2, 3], 9), ([1, 2, 3], 0), ([], 1)],
    "pulled_between": [([1, 2, 3, 4, 5, 6], 1, 4, 2), ([5, 7, 8], 0, 3, 1),
                       ([1, 2, 3], 0, 3, 5)],
    "below": [([1, 2, 9, 3], 5), ([], 1), ([9], 1), ([1], 5)],
    "round_and_round": [([1, 2], 5), ([], 3), ([1], 1)],
    "kept_cycle": [("abc", 7), ("x", 2)],
    "numbered": [(["a", "b"],), ([],)],
    "differences": [([1, 4, 9],), ([1],), ([],)],
    "longest": [([1, 2, 3], [4], [5, 6]), ([], [1], []), ([], [], [])],
    "zipped": [([5, 6], []), ([], []), ([1, 2, 3, 4, 5], [])],
    "zipped_after": [([5, 6], []), ([], [])],
    "zipped_between": [([1, 2, 3], [4, 5, 6]), ([1, 2], [3]), ([], [1])],
    "subsets": [([1, 2, 3],), ([],)],
    "stars": [([(1, 2), (3, 4)],), ([],)],
    "pressed": [([1, 2, 3], [1, 0, 1]), ([1], [])],
    "product_of": [([2, 3, 4],)],
    "products": [([2, 3, 4],), ([],), ([0],), ([-1],)],
    "best_of": [([3, 9, 1], True), ([3, 9, 1], False), ([], True)],
    "windows": [([1, 2, 3, 4], 2), ([1], 3), ([1, 2], 2), ([], 0)],
    "chunks": [([1, 2, 3, 4, 5], 2), ([], 2), ([1, 2], 2)],
    "numbered_letters": [("a(b)c(d",), ("",), ("((x))",)],
    "views": [({"a": 1, "b": 2}, {"b": 1, "c": 3}, {"a"}), ({}, {}, {"x"}),
              ({"x": 1}, {"x": 2}, set())],
    "pairs_of": [({"a": "x", "b": "y", "c": "z"},), ({},)],
    "from_pairs": [(["a=1", "b=2", "a=3"],), ([],)],
    "copied": [([[1, 2], [3, 4]],),
               lambda: ([[1, 2]] * 2,)],
}
EITHER = {
    "products": [([0.5, 2],), ([2**40, 2**40],)],
    "kept_cycle": [("", 1)],
    "product_of": [([],)],
    "first": [(-1,)],
    "some": [([1, 2, 3], 2, 1, 1), ([1], 0, 1, 0)],
    "windows": [([1], -1)],
    "from_pairs": [(["a"],), (["a=b=c"],)],
}
FALLS_BACK = {}
