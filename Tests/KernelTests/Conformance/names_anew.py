"""Names that come to stand for something else, or for something shared."""

import functools
from functools import cache, lru_cache

FACTOR = 3
PRICES = {"tea": 2, "cake": 5}
VOWELS = {"a", "e", "i"}


def set_of_list(words):
    words = set(words)
    return len(words), "b" in words


def both_at_once(a, b):
    a, b = set(a), set(b)
    return sorted(a & b), len(a | b)


def in_a_loop(lines):
    total = 0
    for line in lines:
        line = line.strip()
        line = line.split(",")
        total += len(line)
    return total, lines


def first_in_loop(lines):
    out = []
    for text in lines:
        part = text.upper()
        part = part.split("-")
        for piece in part:
            piece = len(piece)
            out.append(piece)
    return out


def kept_after_loop(n):
    x = 0
    for x in range(n):
        x = x * 2
    return x


def conditional_first(flag):
    if flag:
        x = 1
    else:
        x = 2
    y = x
    x = "text" * x
    return x, y


def in_while(n):
    steps = []
    while n > 0:
        value = n
        value = value * 2 + 1
        steps.append(value)
        n -= 1
    value = len(steps)
    return steps, value


def chained(values):
    first = rest = sorted(values)
    rest = tuple(rest)
    return first, rest


def captured_late(n):
    def read():
        return k + n

    k = 1
    a = read()
    k = 10
    return a + read()


def comprehension_own(xs):
    x = len(xs)
    ys = [x * 2 for x in xs]
    x = [x, 1]
    return x, ys


def handled(text):
    value = text
    try:
        value = int(value)
    except ValueError:
        pass
    return 1


def counts_with_nonlocal(values):
    count = 0
    total = 0.0

    def note(v):
        nonlocal count, total
        count += 1
        total += v
        return count

    seen = [note(v) for v in values]
    return seen, count, total


def nonlocal_parameter(n):
    def bump():
        nonlocal n
        n *= 2

    for _ in range(3):
        bump()
    return n


def nonlocal_deep(n):
    depth, best = 0, 0

    def down(k):
        nonlocal depth, best

        def up():
            nonlocal depth
            depth -= 1

        depth += 1
        best = max(best, depth)
        if k > 0:
            down(k - 1)
        up()

    down(n)
    return depth, best


def nonlocal_set_later(flag):
    def change():
        nonlocal state
        state = "changed"

    state = "new"
    if flag:
        change()
    return state


def cached_stairs(n):
    @lru_cache(maxsize=None)
    def ways(k):
        if k < 2:
            return 1
        return ways(k - 1) + ways(k - 2)

    return ways(n)


def cached_pairs(a, b):
    @cache
    def best(i, j):
        if i == len(a) or j == len(b):
            return 0
        if a[i] == b[j]:
            return 1 + best(i + 1, j + 1)
        return max(best(i + 1, j), best(i, j + 1))

    return best(0, 0)


def cached_calls(n):
    calls = []

    @functools.cache
    def square(k):
        calls.append(k)
        return [k * k]

    first = square(n)
    again = square(n)
    again.append(0)
    return calls, first is again, first


def bounded_cache(n):
    calls = []

    @lru_cache(maxsize=2)
    def noted(k):
        calls.append(k)
        return k

    for k in range(n):
        noted(k)
    noted(0)
    return calls


@lru_cache
def hops(n):
    if n <= 1:
        return n
    return hops(n - 1) + FACTOR * hops(n - 2)


def uses_module_cache(n):
    return [hops(k) for k in range(n)]


def method_names(items):
    seen = set()
    add = seen.add
    out = []
    append = out.append
    for item in items:
        if item not in seen:
            add(item)
            append(item)
    return out


def method_in_comprehension(items):
    seen = set()
    add = seen.add
    return [x for x in items if not (x in seen or add(x))]


def imports_inside(values):
    from bisect import bisect_left
    import math as m
    tails = []
    for x in values:
        i = bisect_left(tails, x)
        tails[i:i + 1] = [x]
    return len(tails), m.floor(2.5)


def range_kept(a, b):
    previous = range(len(b) + 1)
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            current.append(min(
                previous[j + 1] + 1, current[j] + 1, previous[j] + (x != y)))
        previous = current
    return previous[-1], len(previous)


def range_lengths(a, b, c):
    return len(range(a)), len(range(a, b)), len(range(a, b, c))


def module_tables(order):
    total = 0
    for name in order:
        if name in PRICES:
            total += PRICES[name]
        total += PRICES.get(name, 100)
    return total, "e" in VOWELS, [k for k in PRICES], sum(PRICES.values())


def values_of_dict(table, wanted):
    return wanted in table.values(), wanted in table.keys(), \
        wanted not in table.values()


def nested_defaults(rows):
    from collections import defaultdict
    table = defaultdict(lambda: defaultdict(float))
    lists = defaultdict(lambda: [])
    for a, b, x in rows:
        table[a][b] += x
        lists[a].append(b)
    return {k: dict(v) for k, v in table.items()}, sorted(lists.items())


def default_returned(keys):
    from collections import defaultdict
    counts = defaultdict(lambda: 0)
    for k in keys:
        counts[k] += 1
    return len(counts), counts


def generator_inside(text):
    def words():
        word = ""
        for ch in text:
            if ch == " ":
                if word:
                    yield word
                word = ""
            else:
                word += ch
        if word:
            yield word

    return list(words()), max(len(w) for w in words())


def merged(left, right):
    def take():
        while left and right:
            yield (left if left[0] <= right[0] else right).pop(0)
        yield from left
        yield from right

    return list(take()), left, right


def yields_from(n):
    def pairs():
        yield from range(n)
        for k in range(n):
            if k == 3:
                return
            yield k * 10

    out = []
    for x in pairs():
        if x == 1:
            continue
        if x > 15:
            break
        out.append(x)
    return out


def counted_generator(xs):
    return [(i, x) for i, x in enumerate((x * 2 for x in xs if x), start=1)]


def loop_over_expression(xs):
    x = "outer"
    out = []
    for y in (len(x) for x in xs):
        out.append(y)
    return out, x


CALLS = {
    "set_of_list": [(["a", "b", "a"],), ([],)],
    "both_at_once": [([1, 2, 3], [2, 3, 4])],
    "in_a_loop": [([" a,b ", "c"],)],
    "first_in_loop": [(["a-bc", "d"],)],
    "kept_after_loop": [(4,), (0,)],
    "conditional_first": [(True,), (False,)],
    "in_while": [(3,), (0,)],
    "chained": [([3, 1, 2],)],
    "captured_late": [(5,)],
    "comprehension_own": [([1, 2],), ([],)],
    "nonlocal_set_later": [(True,), (False,)],
    "counts_with_nonlocal": [([1.0, 2.5],), ([],)],
    "nonlocal_parameter": [(5,)],
    "nonlocal_deep": [(4,)],
    "cached_stairs": [(50,), (0,)],
    "cached_pairs": [("kitten", "sitting")],
    "cached_calls": [(3,)],
    "bounded_cache": [(1,)],
    "uses_module_cache": [(30,), (0,)],
    "method_names": [([3, 1, 3],)],
    "method_in_comprehension": [([3, 1, 3, 2, 1],)],
    "imports_inside": [([10, 9, 2, 5, 3, 7],)],
    "range_kept": [("kitten", "sitting"), ("", "a")],
    "range_lengths": [(5, 12, 3), (-1, -5, -2), (0, 0, 1)],
    "module_tables": [(["tea", "cake", "milk"],)],
    "values_of_dict": [({1: 2, 3: 4}, 4), ({1: 2}, 1)],
    "nested_defaults": [([("a", "x", 1.0), ("a", "y", 2.0), ("b", "x", 0.5)],)],
    "generator_inside": [("a bc  d",)],
    "merged": [([1, 4], [2, 3, 9])],
    "yields_from": [(5,), (1,)],
    "counted_generator": [([3, 0, 4],)],
    "loop_over_expression": [(["a", "bcd"],)],
}
EITHER = {
    "handled": [("12",), ("x",)],
    "bounded_cache": [(5,)],
    "range_lengths": [(1, 2, 0), (-2 ** 63, 2 ** 63 - 1, 1)],
    "default_returned": [(["a", "b", "a"],)],
    "generator_inside": [("",)],
    "cached_stairs": [(100,), (5000,)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["handled", "default_returned"]
