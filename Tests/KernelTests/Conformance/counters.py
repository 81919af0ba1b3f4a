"""Counters, dicts joined, deques of limited length, and what else adds up."""
import math
from collections import Counter, defaultdict, deque


def from_mapping(d):
    c = Counter(d)
    return list(c.items())


def from_counter(s):
    c = Counter(s)
    e = Counter(c)
    return list(e.items())


def update_mapping(s, d):
    c = Counter(s)
    c.update(d)
    return list(c.items())


def update_counter(s, t):
    c = Counter(s)
    c.update(Counter(t))
    return list(c.items())


def equal_zero(s, t):
    a, b = Counter(s), Counter(t)
    for ch in t:
        a[ch] += 0
    return a == b, a != b


def equal_dict(s, d):
    return Counter(s) == d, d == Counter(s)


def delete_missing(s):
    c = Counter(s)
    del c["q"]
    return len(c)


def counter_of_counter(words):
    c = Counter()
    for w in words:
        c[w] += 1
    d = dict(c)
    d.update(c)
    return d, c


def default_eq(s):
    d = defaultdict(int)
    for ch in s:
        d[ch] += 1
    e = defaultdict(int)
    e["zz"] += 0
    return d == e, d == dict(d)


def update_list(words):
    c = Counter()
    for w in words:
        c.update(w)
    c.update([w[0] for w in words])
    return c, c.most_common(2)


def added(a, b):
    x, y = Counter(a), Counter(b)
    return x + y, x - y, x & y, x | y


def merged(a, b):
    c = {**a, **b, "k": 1}
    d = a | b
    a |= b
    return c, d, a, list(c) == list(d)


def union_counter(a, b):
    x = Counter(a) | Counter(b)
    return x


def summed_lists(rows):
    return sum(rows, [])


def last_few(n):
    d = deque(maxlen=3)
    for i in range(n):
        d.append(i)
        if i % 4 == 0:
            d.appendleft(-i)
    d.extend([7, 8])
    return d, list(d), len(d)


def windows(a, k):
    w = deque(a[:k], maxlen=k)
    out = [sum(w)]
    for v in a[k:]:
        w.append(v)
        out.append(sum(w))
    return out


def texts(s, n):
    return s.replace("a", "bb", 2), s.replace("a", "b", -1), s.replace("a", "", 0), s.center(n), s.center(n, "*"), s.ljust(n, ".")


def reprs(x, n, b):
    return f"{x!r} {n!r} {b!r} {x!s:>8}", "%r|%r" % (x, n)


def lcms(a):
    r = 1
    for v in a:
        r = math.lcm(r, v)
    return r


def equal_with_zero(s, t):
    a, b = Counter(s), Counter(t)
    b["z"] += 0
    a["y"] = 0
    return a == b, a != b, a == dict(b)


def counts_of_keys(d):
    return list(Counter(d.keys()).items()), list(Counter(d.values()).items())


def added_in_place(words):
    total = Counter()
    for w in words:
        total += Counter(w)
    kept = total
    total -= Counter("a")
    return list(total.items()), kept is total


def update_pairs(pairs):
    d = {}
    d.update(pairs)
    d.update([("k", 1)])
    return d


def not_full(items, n):
    d = deque(items, n)
    d.rotate(1)
    c = d.copy()
    c.append(9)
    return list(d), list(c), c


def none_limit(items):
    d = deque(items, maxlen=None)
    d.append(1)
    return d


def merged_default(pairs):
    d = defaultdict(int)
    for k, v in pairs:
        d[k] += v
    e = d | {"x": 1}
    return e, dict(e)


def float_counts(s, d):
    c = Counter(s)
    for k in d:
        c[k] += 1
    c.update({"a": 2})
    return list(c.items())


CALLS = {
    "from_mapping": [({"a": 3, "b": 1},)],
    "from_counter": [("aabc",)],
    "update_mapping": [("aabc", {"a": 5, "z": 2}), ("", {"a": -1})],
    "update_counter": [("aabc", "axx")],
    "equal_zero": [("ab", "abc"), ("ab", "ab"), ("", "x")],
    "equal_dict": [("ab", {"a": 1, "b": 1}), ("ab", {"a": 1, "b": 1, "c": 0})],
    "equal_with_zero": [("ab", "ab"), ("ab", "abc"), ("", "")],
    "delete_missing": [("abq",)],
    "counter_of_counter": [(["a", "b", "a"],)],
    "counts_of_keys": [({"a": 3, "b": 3},)],
    "default_eq": [("ab",), ("",)],
    "update_list": [(["ab", "ca", "a"],)],
    "update_pairs": [([("a", 1), ("k", 2)],), ([],)],
    "added": [("aab", "abc"), ("", "a")],
    "added_in_place": [(["ab", "ca", "a"],), ([],), (["a"],)],
    "merged": [({"a": 1, "b": 2}, {"b": 3, "c": 4}), ({}, {"k": 5})],
    "union_counter": [("aab", "abbc")],
    "summed_lists": [([[1], [2, 3], []],), ([],)],
    "last_few": [(10,), (0,), (2,)],
    "windows": [([1, 2, 3, 4, 5, 6], 3), ([1, 2], 5)],
    "not_full": [([1, 2, 3, 4], 3), ([1], 4), ([], 0), ([1, 2], 0)],
    "none_limit": [([1, 2],)],
    "texts": [("banana", 11), ("banan", 10), ("banan", 9), ("", 3), ("a", 0)],
    "reprs": [(1.5, 3, True), (-0.0, -3, False)],
    "float_counts": [("aab", ["x"])],
    "lcms": [([2, 3, 4],), ([0, 5],), ([-4, 6],), ([2**40, 3**10],)],
}
EITHER = {
    "delete_missing": [("ab",)],
    "merged_default": [([("a", 1), ("x", 2)],), ([],)],
    "not_full": [([1], -1)],
    "reprs": [(1e22, 10**30, True)],
    "lcms": [([2**62, 3],)],
}
FALLS_BACK = {}
