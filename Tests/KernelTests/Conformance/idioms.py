"""Starred arguments, kept iterators and ranges, and parts of the library."""

import cmath
from collections import defaultdict, deque


def range_store(n):
    r = range(n)
    r[0] = 1
    return r[0]


def late_factory(n):
    x = 1
    d = defaultdict(lambda: x)
    x = [x, n]
    return d[0], x


def late_gen(xs):
    k = 2
    g = (x * k for x in xs)
    k = [k]
    return list(g), k


def call_order(n):
    out = []
    def f(a, b, c):
        return a - b * c
    def g(x):
        out.append(x)
        return x
    p = (1, 2)
    return f(*p, g(n)), f(n, *p), max(*p), out


def area(*dims):
    total = 1
    for d in dims:
        total *= d
    return total


def areas(n):
    return area(n), area(n, 2), area(), area(1, 2, n)


def scaled(k, *rest, plus=0):
    return [k * r + plus for r in rest], len(rest)


def scales(n):
    return scaled(n, 1, 2), scaled(n), scaled(n, 5, plus=3)


def cut(text, sep, n):
    return text.split(sep, n), text.rsplit(sep, n), text.split(sep, -1)


def begins(text, part, a, b):
    return (text.startswith(part, a), text.startswith(part, a, b),
            text.endswith(part, a), text.endswith(part, a, b))


def rounded(xs, n):
    total = sum(xs)
    return round(total, n), round(total)


def dropped(xs, x):
    d = deque(xs)
    d.remove(x)
    return list(d), d.count(x), d.index(xs[-1])


def polar(re, im):
    z = complex(re, im)
    return (cmath.sqrt(z), cmath.exp(z), cmath.phase(z), cmath.polar(z),
            cmath.rect(re, im))


def listed(n):
    r = range(2, n)
    return (list(r), sum(r), sorted(r, reverse=True), len(r), r[0],
            [x for x in r], over(r, 3))


def over(items, k):
    return [i * k for i in items]


def wrong_over(items):
    items.append(3)
    return items


def listed_wrong(n):
    r = range(n)
    return wrong_over(r)


def pairs_of(xs):
    it = iter(xs)
    out = []
    for a in it:
        if a == 0:
            continue
        b = next(it)
        out.append((a, b))
        if b == 9:
            break
    else:
        out.append((-1, -1))
    return out


def headers(text):
    lines = iter(text.split("\n"))
    head = next(lines)
    total = 0
    for line in lines:
        total += len(line)
    return head, total


def grown(xs):
    it = iter(xs)
    out = []
    for x in it:
        out.append(x)
    xs.append(1)
    for x in it:
        out.append(100)
    return out


NAN = float("nan")
CALLS = {
    "call_order": [(5,)],
    "areas": [(3,)],
    "scales": [(3,)],
    "cut": [("a,b,c", ",", 1), ("a--b--c", "--", 5), ("abc", ",", 0),
            ("", ",", 2), (",a,", ",", 2)],
    "begins": [("hello", "l", 2, 3), ("hello", "", 5, 5), ("hello", "", 6, 7),
               ("hello", "lo", -2, 5), ("hello", "", 4, 2),
               ("hello", "h", -10, 1), ("hello", "lo", 3, -1)],
    "rounded": [([1.255, 2.0], 2), ([0.5], 0), ([2.675, 1.0], 2)],
    "dropped": [([3, 1, 2, 1], 1)],
    "polar": [(1.0, 2.0), (-3.5, 0.25), (0.0, 0.0), (-0.0, -4.0),
              (-2.0, -0.0), (1e-3, 1e3), (5.0, 0.0)],
    "listed": [(6,)],
    "pairs_of": [([1, 2, 0, 3, 4],), ([1, 9, 2, 3],), ([],)],
    "headers": [("a\nbc\nd",), ("",)],
    "grown": [([1, 2],)],
}
EITHER = {
    "range_store": [(3,)],
    "late_factory": [(2,)],
    "late_gen": [([1, 2],)],
    "listed_wrong": [(3,)],
    "dropped": [([1], 5), ([], 1)],
    "rounded": [([], 2)],
    "cut": [("a", "", 1)],
    "polar": [(float("inf"), 1.0), (NAN, 1.0), (1e308, 1e308), (800.0, 1.0),
              (5e-324, 0.0)],
    "pairs_of": [([1, 2, 3],)],
}
FALLS_BACK = {}
