"""`try` around what may fail: the handler runs natively where that is certain."""


def numbers(texts):
    good, bad = [], []
    for t in texts:
        try:
            value = int(t)
        except ValueError:
            bad.append(t)
        else:
            good.append(value)
    return good, bad


def floats_or_none(rows):
    out = []
    for row in rows:
        text = row.strip().replace("$", "")
        try:
            out.append(float(text))
        except ValueError:
            out.append(None)
    return out


def both(rows):
    total, skipped = 0.0, 0
    for a, b in rows:
        try:
            x = int(a)
            y = float(b)
        except (ValueError, TypeError):
            skipped += 1
            continue
        total += x * y
    return total, skipped


def in_one(a, b):
    try:
        return int(a) + int(b)
    except ValueError as error:
        return -1


def quotients(pairs):
    out = []
    for a, b in pairs:
        try:
            out.append(a / b)
        except ZeroDivisionError:
            out.append(float("inf"))
    return out


def whole_quotients(pairs):
    total = 0
    for a, b in pairs:
        try:
            total += a // b + a % b
        except ArithmeticError:
            total -= 1
    return total


def items(table, keys):
    found, missing = [], 0
    for k in keys:
        try:
            found.append(table[k])
        except KeyError:
            missing += 1
    return found, missing


def item_or(xs, i, other):
    try:
        return xs[i]
    except IndexError:
        return other


def any_lookup(xs, table, i):
    try:
        a = xs[i]
        b = table[a]
    except LookupError:
        return None
    return b


def only_keys(xs, i):
    try:
        return xs[i]
    except KeyError:
        return 0


def popped(xs):
    out = []
    while xs:
        try:
            out.append(int(xs.pop()))
        except ValueError:
            out.append(-1)
    return out, xs


def effects_in_order(xs):
    log = []

    def note(k):
        log.append(k)
        return k

    try:
        x = note(1) + int(xs[0]) + note(2)
    except ValueError:
        x = 0
    return x, log


def read_before(xs):
    seen = [0]

    def bump():
        seen[0] += 1
        return "7"

    try:
        y = seen[0] + int(bump())
    except ValueError:
        y = -1
    return y, seen


def nested(text):
    try:
        value = int(text)
    except ValueError:
        try:
            value = float(text)
        except ValueError:
            value = -1
    return value


def shares(rows):
    out = []
    for name, part, whole in rows:
        try:
            out.append("%d" % whole)
            out.append(part / whole)
        except ZeroDivisionError:
            out.append("none")
    return out


def bare(text):
    try:
        n = int(text)
    except:
        n = 0
    return n


def later_failure(text, d):
    try:
        n = int(text)
        d[n] += 1
    except ValueError:
        n = -1
    return n, d


def defaulting(words):
    from collections import defaultdict
    counts = defaultdict(int)
    for w in words:
        try:
            counts[w] = counts[w] + 1
        except KeyError:
            counts[w] = 100
    return sorted(counts.items())


CALLS = {
    "numbers": [(["1", "x", " 22 ", "-3", "+4", "", "1.5", "-", "0x1"],)],
    "floats_or_none": [(["$1.5", " 7 ", "n/a", "nan", "1e5", "", "1 2"],)],
    "both": [([("1", "2.5"), ("x", "1"), ("3", "y"), ("4", "2")],)],
    "in_one": [("1", "2"), ("x", "2"), ("1", "y")],
    "quotients": [([(1.0, 2.0), (1.0, 0.0), (3.0, -0.0)],)],
    "whole_quotients": [([(7, 2), (7, 0), (-7, 2)],)],
    "items": [({"a": 1, "b": 2}, ["a", "z", "b"])],
    "item_or": [([1, 2, 3], 1, 9), ([1, 2], 2, 9), ([1, 2], -2, 9), ([1], -2, 9), ([], 0, 9)],
    "any_lookup": [([1, 2], {1: 5}, 0), ([1, 2], {1: 5}, 1), ([1], {1: 5}, 7)],
    "popped": [(["1", "x", "3"],)],
    "nested": [("12",), ("1.5",), ("x",)],
    "bare": [("5",), ("x",)],
    "shares": [([("a", 1.0, 2), ("b", 1.0, 0)],)],
    "later_failure": [("1", {1: 0}), ("x", {1: 0})],
    "defaulting": [(["a", "b", "a"],)],
}
EITHER = {
    "numbers": [(["1_000", "\u0663", "\x1c1", "1\x00", "9" * 30],)],
    "floats_or_none": [(["1_0.5", "\u0663", "1\x00"],)],
    "quotients": [([(1, 0)],)],
    "only_keys": [([1], 0), ([1], 5)],
    "effects_in_order": [(["5"],), (["x"],)],
    "read_before": [([],)],
    "later_failure": [("2", {1: 0})],
    "in_one": [(" 1", "2\n")],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["only_keys"]
