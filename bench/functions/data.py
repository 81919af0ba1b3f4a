import math
import statistics
from collections import Counter, defaultdict, namedtuple
from datetime import datetime
from itertools import chain, groupby, islice
from operator import itemgetter

Point = namedtuple("Point", ["x", "y"])
MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4}
_seen_total = 0


def clean_prices(rows):
    """Numbers out of strings such as '$1,234.50'; bad ones are None."""
    out = []
    for row in rows:
        text = row.strip().replace("$", "").replace(",", "")
        try:
            out.append(float(text))
        except ValueError:
            out.append(None)
    return out


def safe_divide(pairs):
    results = []
    for a, b in pairs:
        try:
            results.append(a / b)
        except ZeroDivisionError:
            results.append(float("nan"))
    return results


def lookup_all(table, keys):
    found, missing = [], 0
    for k in keys:
        try:
            found.append(table[k])
        except KeyError:
            missing += 1
    return found, missing


def parse_ints(tokens):
    good, bad = [], []
    for t in tokens:
        try:
            value = int(t)
        except ValueError as error:
            bad.append(t)
        else:
            good.append(value)
        finally:
            pass
    return good, bad


def get_or_default(items, index, default=0):
    try:
        return items[index]
    except IndexError:
        return default


def group_by_key(records, key):
    groups = {}
    for record in records:
        groups.setdefault(record[key], []).append(record)
    return groups


def group_pairs(pairs):
    groups = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {k: sum(v) / len(v) for k, v in groups.items()}


def invert(mapping):
    inverse = {}
    for key, value in mapping.items():
        inverse.setdefault(value, set()).add(key)
    return {value: sorted(keys) for value, keys in inverse.items()}


def merge_dicts(*dicts):
    result = {}
    for d in dicts:
        for key, value in d.items():
            result[key] = result.get(key, 0) + value
    return result


def merge_two(a, b):
    merged = dict(a)
    merged.update(b)
    for key in list(merged):
        if merged[key] is None:
            del merged[key]
    return merged


def pop_evens(table):
    removed = 0
    for key in list(table.keys()):
        if key % 2 == 0:
            removed += table.pop(key)
    table.pop("missing", None) if False else None
    return removed


def drain(table):
    out = []
    while table:
        key, value = table.popitem()
        out.append((key, value))
    return out


def dedupe_keep_order(items):
    seen = set()
    add = seen.add
    return [x for x in items if not (x in seen or add(x))]


def flatten(nested):
    flat = []
    for item in nested:
        if isinstance(item, list):
            flat.extend(flatten(item))
        else:
            flat.append(item)
    return flat


def chunked(items, size):
    return [items[i:i + size] for i in range(0, len(items), size)]


def sliding_mean(values, window):
    if window <= 0:
        raise ValueError("window must be positive")
    result = []
    running = 0.0
    for i, v in enumerate(values):
        running += v
        if i >= window:
            running -= values[i - window]
        if i >= window - 1:
            result.append(round(running / window, 3))
    return result


def merge_intervals(intervals):
    merged = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def merge_interval_lists(intervals):
    intervals.sort(key=lambda x: x[0])
    out = [intervals[0]]
    for current in intervals[1:]:
        if current[0] <= out[-1][1]:
            out[-1][1] = max(out[-1][1], current[1])
        else:
            out.append(current)
    return out


def summary(values):
    n = len(values)
    mean = sum(values) / n
    var = sum((v - mean) ** 2 for v in values) / (n - 1)
    ordered = sorted(values)
    mid = n // 2
    median = ordered[mid] if n % 2 else (ordered[mid - 1] + ordered[mid]) / 2
    return {"n": n, "mean": mean, "sd": math.sqrt(var), "median": median}


def summary_floats(values):
    mean = sum(values) / len(values)
    return {
        "mean": mean,
        "sd": math.sqrt(sum((v - mean) ** 2 for v in values) / len(values)),
        "min": min(values),
        "max": max(values),
    }


def histogram(values, bins=10):
    lo, hi = min(values), max(values)
    width = (hi - lo) / bins or 1
    counts = [0] * bins
    for v in values:
        counts[min(int((v - lo) / width), bins - 1)] += 1
    return counts


def percentile(values, p):
    if not values:
        return None
    values = sorted(values)
    k = (len(values) - 1) * p / 100
    f = math.floor(k)
    c = math.ceil(k)
    if f == c:
        return values[int(k)]
    return values[f] * (c - k) + values[c] * (k - f)


def normalise_names(names):
    out = []
    for name in names:
        first, *rest = name.strip().split()
        last = rest[-1] if rest else ""
        out.append("%s, %s." % (last.title(), first[0].upper()) if last else first.title())
    return out


def format_rows(rows):
    lines = []
    for name, count, price in rows:
        lines.append("{:<10}|{:>5d}|{:8.2f}".format(name, count, price))
    lines.append("-" * 25)
    lines.append("total {0} {1:.1f}".format(len(rows), sum(r[2] for r in rows)))
    return "\n".join(lines)


def set_report(a, b):
    a, b = set(a), set(b)
    return {
        "both": sorted(a & b),
        "only_a": sorted(a - b),
        "only_b": sorted(b - a),
        "either": sorted(a ^ b),
        "all": sorted(a | b),
    }


def jaccard(a, b):
    a, b = set(a.split()), set(b.split())
    if not a and not b:
        return 1.0
    return len(a.intersection(b)) / len(a.union(b))


def distances(points):
    best = None
    for i, p in enumerate(points):
        for q in points[i + 1:]:
            d = math.hypot(p[0] - q[0], p[1] - q[1])
            if best is None or d < best:
                best = d
    return best


def count_points(points):
    counts = {}
    for x, y in points:
        p = Point(x, y)
        counts[p] = counts.get(p, 0) + 1
    return max(counts.values())


def fizz_buzz(n):
    out = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            out.append("FizzBuzz")
        elif i % 3 == 0:
            out.append("Fizz")
        elif i % 5 == 0:
            out.append("Buzz")
        else:
            out.append(i)
    return out


def parse_value(text):
    if text.isdigit():
        return int(text)
    return text


def find_index(items, target):
    for i, item in enumerate(items):
        if item == target:
            return i
    return False


def remove_outliers(values, factor=2.0):
    while True:
        mean = sum(values) / len(values)
        sd = math.sqrt(sum((x - mean) ** 2 for x in values) / len(values))
        kept = [x for x in values if abs(x - mean) <= factor * sd]
        if len(kept) == len(values):
            return kept
        values = kept


def fill_gaps(values):
    filled = list(values)
    last = None
    for i, v in enumerate(filled):
        if v is None:
            if last is not None:
                filled[i] = last
        else:
            last = v
    return filled


def pivot(rows):
    table = defaultdict(lambda: defaultdict(float))
    for r in rows:
        table[r[0]][r[1]] += r[2]
    return {k: dict(v) for k, v in table.items()}


def nested_counts(words):
    index = defaultdict(dict)
    for w in words:
        index[w[0]][w] = index[w[0]].get(w, 0) + 1
    return sorted((k, sum(v.values())) for k, v in index.items())


def top_customers(orders, n=2):
    totals = defaultdict(float)
    for customer, amount in orders:
        totals[customer] += amount
    ranked = sorted(totals.items(), key=lambda kv: kv[1], reverse=True)
    return ranked[:n]


def join_tables(users, orders):
    by_id = {u["id"]: u["name"] for u in users}
    return [(by_id.get(o["user"], "?"), o["total"]) for o in orders]


def parse_dates(texts):
    out = []
    for t in texts:
        d, m, y = t.split("-")
        month = MONTHS.get(m.lower())
        if month is None:
            continue
        out.append((int(y), month, int(d)))
    out.sort(reverse=True)
    return out


def roll_up(path_sizes):
    totals = {}
    for path, size in path_sizes:
        parts = path.split("/")
        for i in range(1, len(parts) + 1):
            prefix = "/".join(parts[:i])
            totals[prefix] = totals.get(prefix, 0) + size
    return totals


def lagged_pairs(series, lag):
    return list(zip(series, series[lag:], strict=False))


def consecutive_runs(numbers):
    runs = []
    for _, g in groupby(enumerate(sorted(numbers)), key=lambda t: t[1] - t[0]):
        run = [n for _, n in g]
        runs.append((run[0], run[-1]))
    return runs


def two_sum(nums, target):
    seen = {}
    for i, n in enumerate(nums):
        if target - n in seen:
            return [seen[target - n], i]
        seen[n] = i
    return []


def three_sum(nums):
    nums.sort()
    found = []
    for i, a in enumerate(nums):
        if i > 0 and a == nums[i - 1]:
            continue
        l, r = i + 1, len(nums) - 1
        while l < r:
            s = a + nums[l] + nums[r]
            if s > 0:
                r -= 1
            elif s < 0:
                l += 1
            else:
                found.append([a, nums[l], nums[r]])
                l += 1
                while nums[l] == nums[l - 1] and l < r:
                    l += 1
    return found


def move_zeroes(nums):
    write = 0
    for read in range(len(nums)):
        if nums[read] != 0:
            nums[write] = nums[read]
            write += 1
    nums[write:] = [0] * (len(nums) - write)
    return nums


def delete_every_third(items):
    del items[2::3]
    return items


def delete_range(items, a, b):
    del items[a:b]
    return len(items)


def interleave(a, b):
    result = [None] * (len(a) + len(b))
    result[::2] = a
    result[1::2] = b
    return result


def cumulative(rows):
    totals = [0] * len(rows[0])
    for row in rows:
        for i, (t, v) in enumerate(zip(totals, row)):
            totals[i] = t + v
    return tuple(totals)


def count_calls(n):
    global _seen_total
    for i in range(n):
        _seen_total += i
    return n


def counter_closure(values):
    count = 0

    def tick(v):
        nonlocal count
        if v > 0:
            count += 1
        return count

    return [tick(v) for v in values]


def accumulate_default(values, acc=[]):
    for v in values:
        acc.append(v)
    return len(acc)


def zero_crossings(signal):
    crossings = []
    prev = None
    for i, (a, b) in enumerate(zip(signal, signal[1:])):
        if a == 0 or (a < 0) != (b < 0):
            crossings.append(i)
    return crossings


def binary_search(items, target):
    lo, hi = 0, len(items) - 1
    while lo <= hi:
        mid = lo + (hi - lo) // 2
        if items[mid] == target:
            return mid
        elif items[mid] < target:
            lo = mid + 1
        else:
            hi = mid - 1
    else:
        return -1


def generate_tokens(text):
    def tokens():
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

    return list(tokens())


def fib_gen(n):
    a, b = 0, 1
    while a < n:
        yield a
        a, b = b, a + b


def even_fibs(limit):
    return sum(x for x in fib_gen(limit) if x % 2 == 0)


def fib_list(limit):
    return list(fib_gen(limit)) + sorted(set(fib_gen(limit)))


def bucket_sort(values):
    if len(values) == 0:
        return []
    lo, hi = min(values), max(values)
    bucket_count = int(hi - lo) + 1
    buckets = [[] for _ in range(bucket_count)]
    for v in values:
        buckets[int(v - lo)].append(v)
    return [v for bucket in buckets for v in sorted(bucket)]


def quick_sort(collection):
    if len(collection) < 2:
        return collection
    pivot = collection.pop()
    greater = []
    lesser = []
    for element in collection:
        (greater if element > pivot else lesser).append(element)
    return quick_sort(lesser) + [pivot] + quick_sort(greater)


def merge_sort(collection):
    def merge(left, right):
        def _merge():
            while left and right:
                yield (left if left[0] <= right[0] else right).pop(0)
            yield from left
            yield from right

        return list(_merge())

    if len(collection) <= 1:
        return collection
    mid = len(collection) // 2
    return merge(merge_sort(collection[:mid]), merge_sort(collection[mid:]))


def heap_sort(unsorted):
    def heapify(arr, index, size):
        largest = index
        left, right = 2 * index + 1, 2 * index + 2
        if left < size and arr[left] > arr[largest]:
            largest = left
        if right < size and arr[right] > arr[largest]:
            largest = right
        if largest != index:
            arr[largest], arr[index] = arr[index], arr[largest]
            heapify(arr, largest, size)

    n = len(unsorted)
    for i in range(n // 2 - 1, -1, -1):
        heapify(unsorted, i, n)
    for i in range(n - 1, 0, -1):
        unsorted[0], unsorted[i] = unsorted[i], unsorted[0]
        heapify(unsorted, 0, i)
    return unsorted


def radix_sort(numbers):
    placement = 1
    max_digit = max(numbers)
    while placement <= max_digit:
        buckets = [list() for _ in range(10)]
        for i in numbers:
            buckets[int((i / placement) % 10)].append(i)
        a = 0
        for b in range(10):
            for i in buckets[b]:
                numbers[a] = i
                a += 1
        placement *= 10
    return numbers


RECORDS = [{"city": "Rome", "temp": "21"}, {"city": "Oslo", "temp": "9"},
           {"city": "Rome", "temp": "24"}]

CALLS = {
    "clean_prices": [(["$1,234.50", " 7 "],)],
    "safe_divide": [([(1, 2), (7, 4)],)],
    "lookup_all": [({"a": 1, "b": 2}, ["a", "b"])],
    "parse_ints": [(["1", "22"],)],
    "get_or_default": [([1, 2, 3], 1), ([1, 2], -1, 9)],
    "group_by_key": [(RECORDS, "city")],
    "group_pairs": [([("a", 1.5), ("b", 2.0), ("a", 4.5)],)],
    "invert": [({"a": 1, "b": 2, "c": 1},)],
    "merge_dicts": [({"a": 1}, {"a": 2, "b": 3})],
    "merge_two": [({"a": 1, "b": None}, {"c": 3})],
    "pop_evens": [({1: 10, 2: 20, 4: 40},)],
    "drain": [({"a": 1, "b": 2},), ({},)],
    "dedupe_keep_order": [([3, 1, 3, 2, 1],)],
    "flatten": [([1, [2, [3, 4]], 5],)],
    "chunked": [([1, 2, 3, 4, 5], 2), ([], 3)],
    "sliding_mean": [([1.0, 2.0, 3.5, 4.0], 2)],
    "merge_intervals": [([(1, 3), (2, 6), (8, 10)],), ([],)],
    "merge_interval_lists": [([[1, 3], [2, 6], [8, 10]],)],
    "summary": [([1.0, 2.0, 4.0],)],
    "summary_floats": [([1.0, 2.0, 4.0],)],
    "histogram": [([1.0, 2.5, 9.0, 4.0], 3)],
    "percentile": [([3.0, 1.0, 2.0], 50), ([], 1)],
    "normalise_names": [(["ada lovelace", " plato "],)],
    "format_rows": [([("tea", 3, 1.25), ("coffee", 12, 3.5)],)],
    "set_report": [([1, 2, 3], [2, 3, 4])],
    "jaccard": [("a b c", "b c d"), ("", "")],
    "distances": [([(0.0, 0.0), (3.0, 4.0), (1.0, 1.0)],)],
    "count_points": [([(1, 2), (1, 2), (3, 4)],)],
    "fizz_buzz": [(16,)],
    "parse_value": [("12",), ("x",)],
    "find_index": [([4, 5, 6], 5), ([1], 2)],
    "remove_outliers": [([1.0, 1.1, 0.9, 1.0, 50.0, 1.05, 0.95],)],
    "fill_gaps": [([None, 1.0, None, 2.0, None],)],
    "pivot": [([("a", "x", 1.0), ("a", "y", 2.0), ("a", "x", 3.0)],)],
    "nested_counts": [(["ab", "ac", "ba", "ab"],)],
    "top_customers": [([("a", 5.0), ("b", 7.5), ("a", 4.0), ("c", 1.0)],)],
    "join_tables": [([{"id": 1, "name": "x"}], [{"user": 1, "total": 5}])],
    "parse_dates": [(["3-Feb-2020", "1-Xyz-2021", "5-jan-2019"],)],
    "roll_up": [([("a/b", 3), ("a/c", 4), ("d", 1)],)],
    "lagged_pairs": [([1, 2, 3, 4], 1)],
    "consecutive_runs": [([1, 2, 3, 7, 8, 10],)],
    "two_sum": [([2, 7, 11, 15], 9), ([1], 5)],
    "three_sum": [([-1, 0, 1, 2, -1, -4],)],
    "move_zeroes": [([0, 1, 0, 3, 12],)],
    "delete_every_third": [([1, 2, 3, 4, 5, 6, 7],)],
    "delete_range": [([1, 2, 3, 4, 5], 1, 3)],
    "interleave": [([1, 2, 3], [4, 5, 6])],
    "cumulative": [([[1, 2], [3, 4]],)],
    "count_calls": [(4,)],
    "counter_closure": [([1.0, -1.0, 2.0],)],
    "accumulate_default": [([1, 2],)],
    "zero_crossings": [([1.0, -1.0, 0.0, 2.0],)],
    "binary_search": [([1, 3, 5, 7], 5), ([1], 4)],
    "generate_tokens": [("a bc  d",)],
    "even_fibs": [(1000,)],
    "fib_list": [(30,)],
    "bucket_sort": [([2.5, 0.1, 9.0],), ([],)],
    "quick_sort": [([3, 1, 2, 5],), ([],)],
    "merge_sort": [([3, 1, 2, 5],), ([],)],
    "heap_sort": [([3, 1, 2, 5],)],
    "radix_sort": [([170, 45, 75, 90],)],
}
EITHER = {
    "clean_prices": [(["n/a", "3"],)],
    "safe_divide": [([(1, 0)],)],
    "lookup_all": [({"a": 1}, ["z"])],
    "parse_ints": [(["x", "1"],)],
    "get_or_default": [([], 4)],
    "sliding_mean": [([1.0], 0)],
    "summary": [([1.0],)],
    "interleave": [([1, 2], [4, 5, 6])],
    "merge_interval_lists": [([],)],
}
FALLS_BACK = {}
