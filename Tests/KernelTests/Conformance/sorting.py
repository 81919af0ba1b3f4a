"""Sorting, heaps, searching, and functions given as keys."""

import bisect
import heapq
from bisect import insort
from heapq import heappop, heappush, nlargest, nsmallest
from operator import itemgetter


def by_two(pairs):
    return sorted(pairs)


def by_second(pairs):
    pairs.sort(key=lambda p: p[1])
    return pairs


def by_second_down(pairs):
    return sorted(pairs, key=itemgetter(1), reverse=True)


def by_length(words):
    return sorted(words, key=len), sorted(words, key=str.lower)


def down(values):
    values.sort(reverse=True)
    return sorted(values), values


def floats_down(values):
    return sorted(values, reverse=True)


def letters(word):
    return "".join(sorted(word)), "".join(reversed(word))


def negated_key(values, flag):
    return sorted(values, key=lambda v: -v, reverse=flag)


def rows(matrix):
    return sorted(matrix), max(matrix), min(matrix, key=len)


def heap_order(values):
    heap = []
    for v in values:
        heappush(heap, (v % 7, v))
    out = []
    while heap:
        out.append(heappop(heap))
    return out


def heap_layout(values):
    heapq.heapify(values)
    a = heapq.heapreplace(values, 5)
    b = heapq.heappushpop(values, 3)
    return a, b


def largest(values, n):
    return nlargest(n, values), nsmallest(n, values, key=lambda v: -v)


def places(values, items):
    out = []
    for item in items:
        out.append((bisect.bisect_left(values, item),
                    bisect.bisect(values, item),
                    bisect.bisect_right(values, item, 1, len(values))))
    for item in items:
        insort(values, item)
    return out


def extremes(words):
    return max(words), min(words), max(words, key=len), min(words, default="")


def none_at_all(values):
    return max(values, default=-1), min((v for v in values), default=None)


def furthest(points, x):
    return max(points, key=lambda p: abs(p[0] - x))


def by_helper(values):
    return sorted(values, key=digit_sum)


def digit_sum(n):
    total = 0
    while n:
        total += n % 10
        n //= 10
    return total


def compared(a, b):
    return a < b, a <= b, a > b, a >= b, a == b, a != b


def lists_compared(a, b):
    return a < b, a == b, a >= b


def found(words, word):
    return (word in words, words.count(word),
            words.index(word) if word in words else -1)


def removed(words, word):
    words.remove(word)
    return len(words)


WORDS = ["pear", "Fig", "apple", "fig", "", "kiwi", "plum"]

CALLS = {
    "by_two": [([(2, 1.5), (1, 2.5), (2, -1.0)],), ([],)],
    "by_second": [([(1, "b"), (2, "a"), (3, "b"), (0, "a")],)],
    "by_second_down": [([(1, 5), (2, 5), (3, 1), (4, 9)],)],
    "by_length": [(WORDS,)],
    "down": [([3, 1, 2, 3],), ([],), (list(range(100)),)],
    "floats_down": [([0.0, -0.0, 1.0, 0.0],), ([],)],
    "letters": [("banana",), ("",), ("héllo wörld",)],
    "negated_key": [([3, 1, 2], False), ([3, 1, 2], True)],
    "rows": [([[3, 1], [2], [2, 0]],)],
    "heap_order": [([x * 37 % 101 for x in range(60)],), ([],)],
    "heap_layout": [([x * 37 % 101 for x in range(40)],), ([9, 1],)],
    "largest": [([x * 37 % 101 for x in range(40)], 5), ([1, 2], 9),
                ([1, 2], -1), ([], 2)],
    "places": [([1, 3, 3, 5, 8], [3, 0, 9, 5]), ([], [1])],
    "extremes": [(WORDS,)],
    "none_at_all": [([3, 1, 2],), ([],)],
    "furthest": [([(1.0, 2), (5.0, 3), (-3.0, 4)], 1.0)],
    "by_helper": [([91, 5, 14, 50, 100],)],
    "compared": [((1, 2.0), (1, 3.0)), ((1, 2.0), (1, 2.0)),
                 ((2, 0.0), (1, 2.0))],
    "lists_compared": [([1, 2], [1, 2, 0]), ([1, 2], [1, 2]), ([], [0])],
    "found": [(WORDS, "fig"), (WORDS, "nix"), ([], "a")],
    "removed": [(["a", "b", "a"], "a")],
}

NAN = float("nan")

FALLS_BACK = {
    "by_two": [([(NAN, 1.0), (1.0, 2.0)],)],
    "floats_down": [([1.0, NAN, 2.0],)],
    "removed": [(["a"], "z")],
    "extremes": [([],)],
    "furthest": [([], 1.0)],
}

EITHER = {
    "compared": [((1, NAN), (1, NAN))],
    "by_two": [([(1, 2)],)],
}
