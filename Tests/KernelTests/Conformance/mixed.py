"""Ints and floats together: exact comparison, kept types, conversion."""

NAN = float("nan")
INF = float("inf")


def compare(i, x):
    return i < x, i <= x, i == x, i != x, i >= x, i > x


def arithmetic(i, x):
    return i + x, x - i, i * x


def divide(i, x):
    return i / x, x / 3


def remainder(i, x):
    return i % x, x // 2


def to_float(i):
    return float(i), i * 1.0, i / 1


def power(i, x):
    return i ** x


def floats_power(x, i):
    return x ** i


def smallest(i, x):
    return min(i, x), max(i, x)


def average(values):
    total = 0
    for value in values:
        total += value
    return total / len(values)


def total_starts_int(values):
    total = 0
    for value in values:
        total += value
    return total


def either(flag, i, x):
    return i if flag else x


def changes_type(n):
    value = 1
    for _ in range(n):
        value = value / 2
    return value


def scale(values, factor):
    out = []
    for value in values:
        out.append(value * factor)
    return out


def histogram(values, low, high, count):
    bins = [0] * count
    width = (high - low) / count
    for value in values:
        if low <= value < high:
            bins[int((value - low) / width)] += 1
    return bins


def mixed_constants(i):
    if i > 2.5:
        return i * 2
    return i + 0.5


def equals_found(values, i):
    found = None
    for value in values:
        if value > 1.0:
            found = value
    return found == i, 2 != found


def keyed_by_found(table, values):
    best = None
    for value in values:
        if best is None or value > best:
            best = value
    table[best] = 1
    return len(table)


CALLS = {
    "compare": [(1, 1.0), (2**53 + 1, float(2**53)), (-(2**53) - 1, -float(2**53)),
                (2**63 - 1, 2.0**63), (-(2**63), -(2.0**63)), (1, NAN), (1, INF),
                (1, -INF), (0, -0.0), (5, 4.999999999999999), (2**62, 1e300)],
    "arithmetic": [(1, 0.5), (2**53 + 1, 1.0), (2**63 - 1, -0.5), (0, -0.0), (3, NAN)],
    "divide": [(1, 0.5), (2**53 + 1, 3.0), (0, -1.0), (7, INF)],
    "remainder": [(7, 2.5), (-7, 2.5), (0, -3.0), (2**53 + 1, 2.0)],
    "to_float": [(1,), (-(2**53),), (0,)],
    "power": [(2, 0.5), (3, -1.0), (0, 0.0), (2**53 + 1, 1.0)],
    "floats_power": [(0.5, 2), (2.0, -3), (1.5, 0), (-2.0, 3), (0.0, 5)],
    "average": [([1, 2, 4],), ([1],)],
    "total_starts_int": [([1, 2, 3],), ([],)],
    "scale": [([0.5, 1.5], 3), ([], 2)],
    "histogram": [([0.1, 0.5, 0.9, 1.0, -0.1, NAN], 0.0, 1.0, 4), ([], 0.0, 1.0, 2),
                  ([0.5], 1.0, 1.0, 3)],
}

FALLS_BACK = {
    "divide": [(1, 0.0)],
    "remainder": [(1, 0.0)],
    "average": [([],)],
    "floats_power": [(0.0, -1), (1e200, 2)],
    "histogram": [([0.5], 0.0, 1.0, 0)],
}

EITHER = {
    "equals_found": [([0.5, 2.0], 2), ([0.5], 2), ([], 0), ([3.5], 3), ([NAN], 1)],
    "keyed_by_found": [({1: 2}, [3, 4]), ({1: 2}, []), ({}, [1])],
    "compare": [(2**64, 2.0**64), (2**1030, INF), (2**70, NAN)],
    "arithmetic": [(2**70, 0.5), (10**400, 0.5), (True, 0.5)],
    "power": [(-2, 0.5), (0, -1.0), (10, 400.0)],
    "smallest": [(1, 1.0), (1, 0.5), (1, NAN), (5, -INF), (0, -0.0), (2**53 + 1, 2.0**53)],
    "average": [([1.5, 2.5],), ([1, 2.5],), ([True, False],), ((1, 2),), ([2**63, 1],)],
    "total_starts_int": [([1.5, 2.5],), ([1, 2.5],), ([0.1] * 10,), ([True],), ([-0.0],)],
    "either": [(True, 1, 2.5), (False, 1, 2.5)],
    "changes_type": [(0,), (1,), (5,)],
    "scale": [([1, 2], 0.5), ([1, 2], 3), ([1, 2.5, True], 2), ([0.5], 0.5), ([2**62], 4)],
    "histogram": [([1, 2, 3], 0, 4, 2), ([0.5], 0, 1, 2), ([3], 0, 4, 0)],
    "mixed_constants": [(1,), (3,), (2.5,), (2.6,)],
    "to_float": [(2**53 + 1,), (2**63 - 1,), (-(2**63),), (2**70,), (10**400,), (True,), (1.5,)],
}

MAY_BE_SKELETONS = [
    "smallest", "either", "changes_type", "mixed_constants", "keyed_by_found"]
