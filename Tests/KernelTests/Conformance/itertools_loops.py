"""What loops take from `itertools`, and from `map` and `filter`; arguments by
name of functions that come with Python."""

import bisect
import functools
import itertools
import random
from itertools import chain, combinations, permutations, product


def triples(n):
    count = 0
    for a, b, c in itertools.product(range(1, n), repeat=3):
        if a * a + b * b == c * c:
            count += 1
        if count > 5:
            break
    return count


def mixed_product(numbers, words):
    out = []
    for number, word in product(numbers, words):
        if number == 2:
            continue
        out.append(word * number)
    return out, [a + b for a, b in product(numbers, repeat=2)]


def pairs(values, target):
    return [(a, b) for a, b in combinations(values, 2) if a + b == target]


def chosen(values):
    total = 0
    for a, b, c in combinations(values, 3):
        total += a * b - c
    for a, b in itertools.combinations_with_replacement(values, 2):
        total += a * b
    for a, b, c in permutations(values, 3):
        total += a * 100 + b * 10 + c
    return total, sum(a for a, in combinations(values, 1))


def chained(left, right):
    total = 0
    for v in chain(left, right, range(3)):
        total = total * 3 + v
    for v in itertools.chain.from_iterable([left, right]):
        total -= v
    return total


def counted(limit):
    out = []
    for i in itertools.count(10, 3):
        if i > limit:
            break
        out.append(i)
    for word in itertools.repeat("ab", 2):
        out.append(len(word))
    return out


def grown_meanwhile(values):
    for a, b in combinations(values, 2):
        if len(values) < 6:
            values.append(a + b)
    return len(values)


def inner(n):
    def odd(i):
        return i % 2 == 1
    kept = list(filter(odd, range(n)))
    return kept, sum(map(len, [kept, kept])), any(map(odd, kept)), max(
        map(lambda i: -i, range(1, n)), default=5)


def rows_total(rows):
    new = []
    for row in rows:
        new.append([v * 2 for v in row])
    return sum(map(sum, new)), list(filter(None, map(len, new)))


def named(seed, n):
    rng = random.Random(seed)
    total = 0.0
    for i in range(n):
        total += random.gauss(mu=0, sigma=1)
        total += rng.uniform(b=2.0, a=1.0) + rng.gauss(sigma=2.0)
        total += rng.randint(a=1, b=6) + round(total, ndigits=2)
    return total, pow(base=3, exp=2), pow(3, 5, mod=7), sum([1, 2], start=n)


def first_of(values, table, limit):
    found = next((v for v in values if v > limit), None)
    oldest = next(iter(table))
    del table[oldest]
    return found, oldest, next((v * v for v in values), -1), next(iter(values))


def reduced(values, texts):
    return (functools.reduce(lambda a, b: a ^ b, values, 0),
            functools.reduce(lambda a, b: a + b, texts),
            functools.reduce(max, values))


def searched(values, x):
    return (bisect.bisect_left(values, x, lo=1),
            bisect.bisect(a=values, x=x))


def kinds(values, start):
    total = start
    for v in values:
        total = total * 2 + v
    return total, [v // 3 for v in values]


CALLS = {
    "triples": [(14,), (40,), (0,)],
    "mixed_product": [([1, 2, 3], ["a", "b"]), ([], ["a"])],
    "pairs": [([1, 2, 3, 4], 5), ([], 5)],
    "chosen": [([1, 2, 3, 4],), ([1, 2],), ([],)],
    "chained": [([1, 2], [3]), ([], [])],
    "counted": [(30,), (0,)],
    "grown_meanwhile": [lambda: ([1, 2, 3],), lambda: ([],)],
    "inner": [(6,), (1,), (0,)],
    "rows_total": [([[1, 2], [], [3]],), ([],)],
    "named": [(4, 5), (4, 0)],
    "first_of": [lambda: ([1, 5, 9], {"b": 1, "a": 2}, 4),
                 lambda: ([1, 2], {"b": 1}, 4)],
    "reduced": [([1, 2, 7], ["a", "b"]), ([4], ["x"])],
    "searched": [([1.0, 2.0, 2.0, 5.0], 2.0)],
    "kinds": [([1, 2], 3), ([0.5, -0.0], 1.0), ([], 3), ([], 1.0)],
}

EXAMPLES = {"kinds": 2}

FALLS_BACK = {
    "mixed_product": [([1.5], ["a"])],
    "kinds": [([1, 0.5], 3), (["a"], 3), ([2 ** 62] * 3, 3)],
    "first_of": [lambda: ([], {"b": 1}, 4), lambda: ([1], {}, 4)],
    "reduced": [([1, 2], []), ([], ["a"])],
    "searched": [([1.0], "a")],
}
