"""Dicts and sets made in the function: keys, order, changes, loops."""


def histogram(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


def letters(text):
    counts = {}
    for c in text:
        if c in counts:
            counts[c] += 1
        else:
            counts[c] = 1
    return counts


def words(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    best = ""
    most = 0
    for word, n in counts.items():
        if n > most:
            best = word
            most = n
    return best, most, len(counts), counts


def distinct(items):
    seen = set()
    out = []
    for item in items:
        if item not in seen:
            seen.add(item)
            out.append(item)
    return out, len(seen)


def two_sum(items, target):
    places = {}
    for i, x in enumerate(items):
        if target - x in places:
            return places[target - x], i
        places[x] = i
    return None


def groups(items, n):
    found = {}
    for x in items:
        found.setdefault(x % n, []).append(x)
    return found


def grid(cells, steps):
    alive = {}
    for x, y in cells:
        alive[(x, y)] = 1
    for _ in range(steps):
        near = {}
        for x, y in alive:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        place = (x + dx, y + dy)
                        near[place] = near.get(place, 0) + 1
        fresh = {}
        for place, n in near.items():
            if n == 3 or n == 2 and place in alive:
                fresh[place] = 1
        alive = fresh
    return [place for place in alive]


def memoised(n):
    memo = {0: 0, 1: 1}
    for i in range(2, n + 1):
        memo[i] = memo[i - 1] + memo[i - 2]
    return memo[n]


def removal(items):
    d = {}
    for i, x in enumerate(items):
        d[x] = i
        if i % 3 == 2:
            del d[x]
        if i % 5 == 4:
            d.pop(items[0], None if False else -1)
    out = []
    for k in d:
        out.append(k)
    return out, len(d), d


def look_up(d_keys, key):
    d = {}
    for k in d_keys:
        d[k] = k * 2.5
    return d[key]


def get_none(items, key):
    d = {}
    for x in items:
        d[x] = x + 1
    value = d.get(key)
    if value is None:
        return -1
    return value


def changed_in_loop(items, n):
    d = {}
    for x in items:
        d[x] = 1
    total = 0
    for k in d:
        total += k
        if k == n:
            d[k + 1000] = 1
    return total, len(d)


def values_changed(items, n):
    d = {}
    for x in items:
        d[x] = 1
    total = 0
    for k, v in d.items():
        total += v
        if k == n:
            for other in items:
                d[other] = 10
    return total


def popped_in_comprehension(items, flag):
    d = {x: 1 for x in items}
    return [d.pop(k) if flag else k for k in d]


def rebound(items):
    d = {}
    for x in items:
        d[x] = 1
    other = d
    total = 0
    for k in d:
        d = {}
        d[k] = 1
        total += k + len(other)
    return total, d


def comprehensions(items):
    squares = {x: x * x for x in items if x > 0}
    seen = {x % 3 for x in items}
    return squares, len(seen), 2 in seen, sum(squares.values()), [
        v for v in squares.values()]


def shared(n):
    d = {}
    e = d
    for i in range(n):
        d[i] = [i]
    out = [d, e]
    for i in range(n):
        e[i].append(i)
    return out, d


def set_methods(items, n):
    s = {1, 2, 3}
    for x in items:
        s.add(x)
        s.discard(x + n)
    s.remove(1)
    t = set()
    if not t and s:
        t.add(len(s))
    return len(s), n in s, len(t)


def empty(n):
    d = {}
    s = set()
    return d, len(d), len(s), n in s, n in d, bool(d)


def masked(n):
    d = {}
    h = 1
    for i in range(n):
        h = (h * 0x9E3779B97F4A7C15 + 1) & 0xFFFFFFFFFFFFFFFF
        d[h] = i
    return d


def cleared(items):
    d = {}
    for x in items:
        d[x] = 1
        if len(d) > 3:
            d.clear()
    return d


MANY = [(i * 7919) % 1009 for i in range(5000)]
def from_keys(items, n):
    seen = list(dict.fromkeys(items))
    counts = dict.fromkeys(seen, 0)
    for item in items:
        counts[item] += 1
    rows = dict.fromkeys(range(n), [])
    for i in range(n):
        rows[i].append(i)
    flags = dict.fromkeys((i * 2 for i in range(n)), 1.5)
    return seen, counts, rows, flags, dict.fromkeys("abca")


def from_keys_of(d):
    fresh = dict.fromkeys(d, 0.0)
    for key in d:
        fresh[key] += d[key]
    return fresh


CALLS = {
    "from_keys": [([3, 1, 3, 2], 3), ([], 0)],
    "from_keys_of": [({"b": 1, "a": 2},)],
    "histogram": [([1, 2, 1, 3, 1],), ([],), (MANY,), ([-1, 2**63 - 1, -2**63, -1],)],
    "letters": [("hello",), ("",), ("h\u00e9llo \u20ac\U0001f600\u20ac",)],
    "words": [("a b a c b a",), ("",), ("\u00e9t\u00e9 e \u0101".replace("\u00e9", "e")
                                        .replace("\u0101", "a"),)],
    "distinct": [([3, 1, 3, 2, 1],), ([],), (MANY,)],
    "two_sum": [([2, 7, 11, 15], 9), ([], 1), ([1, 2], 100), ([5, 5], 10)],
    "groups": [([1, 2, 3, 4, 5], 2), ([], 3), ([-5, 7], 4)],
    "grid": [([(1, 0), (1, 1), (1, 2)], 3), ([], 2),
             ([(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)], 20)],
    "memoised": [(10,), (90,), (1,)],
    "removal": [(list(range(20)),), ([1, 1, 1, 2, 2, 2],), (MANY,)],
    "look_up": [([1, 2, 3], 2), ([5], 5)],
    "get_none": [([1, 2], 1), ([1, 2], 5), ([], 0)],
    "changed_in_loop": [([1, 2, 3], 9), ([], 1)],
    "values_changed": [([1, 2, 3], 9), ([], 1), ([1, 2, 3], 1)],
    "popped_in_comprehension": [([1, 2], False), ([], True)],
    "rebound": [([1, 2, 3],), ([],)],
    "comprehensions": [([1, -2, 3, 1],), ([],)],
    "shared": [(3,), (0,)],
    "set_methods": [([5, 6], 1), ([], 0), ([1, 2, 3, 4], 2)],
    "empty": [(1,)],
    "masked": [(50,), (0,)],
    "cleared": [([1, 2, 3, 4, 5, 6],), ([],), (MANY,)],
}
FALLS_BACK = {
    "look_up": [([1, 2], 3), ([], 0)],
    "memoised": [(100,), (-1,)],
    "changed_in_loop": [([1, 2, 3], 2), ([1, 2, 3], 3), ([1], 1)],
    "popped_in_comprehension": [([1, 2], True), ([1], True)],
    "histogram": [([1.5],), ([None],), (5,)],
}
EITHER = {
    "set_methods": [([], 5), ([4], -3)],
    "histogram": [([True, 1],), ([1, 1.0],), ("abab",), (["a", "b", "a"],),
                  ([2**70],), ((1, 2),)],
    "distinct": [([1, True, 1.0],), (["a", "a"],), ([[1]],)],
    "words": [("\u00e9t\u00e9 \u3000 x",)],
}
