"""bool is an int that stays a bool only where Python keeps it one."""


def add(a, b):
    return a + b


def invert(a):
    return -a, +a


def divide(a, b):
    return a / b


def combine(a, b):
    return a & b, a | b, a ^ b


def count_true(flags):
    count = 0
    for flag in flags:
        count += flag
    return count


def count_tested(flags):
    count = 0
    for flag in flags:
        if flag:
            count += 1
    return count


def all_set(flags):
    result = True
    for flag in flags:
        result = result and flag
    return result


def any_positive(values):
    found = False
    for value in values:
        if value > 0:
            found = True
            break
    return found


def is_between(x, low, high):
    return low <= x <= high


def negated(x):
    return not x


def compared(a, b):
    return a == b, a < b, a != b


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = False
    flags[1] = False
    i = 2
    while i * i <= n:
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
        i += 1
    return flags


def chosen(flag, a, b):
    return a if flag else b


CALLS = {
    "add": [(True, True), (False, True), (False, False)],
    "invert": [(True,), (False,)],
    "divide": [(True, True), (False, True)],
    "combine": [(True, False), (True, True), (False, False)],
    "count_true": [([True, False, True],), ([],)],
    "count_tested": [([True, False, True],), ([],), ([False],)],
    "all_set": [([True, True],), ([True, False, True],), ([],)],
    "any_positive": [([-1, 0, 3],), ([-1],), ([],)],
    "is_between": [(5, 1, 10), (0, 1, 10), (10, 1, 10)],
    "negated": [(True,), (False,)],
    "compared": [(True, False), (True, True)],
    "sieve": [(30,), (2,), (1,), (100,)],
    "chosen": [(True, 1, 2), (False, 1, 2)],
}

FALLS_BACK = {
    "divide": [(True, False)],
    "sieve": [(0,), (-1,)],
}

EITHER = {
    "add": [(True, 5), (1, 2), (True, 1.5)],
    "invert": [(5,)],
    "combine": [(True, 2), (6, 3)],
    "count_true": [([1, 2],), ([True, 2],), ([0.5],)],
    "count_tested": [([1, 0],), ([[], [0]],), (["", "a"],)],
    "all_set": [([1, 2],), ([1, 0, 2],)],
    "negated": [(0,), (0.0,), ([],), ("",), (None,), (float("nan"),)],
    "compared": [(True, 1), (1, True), (1.0, True)],
    "chosen": [(0, 1, 2), (1.0, 1, 2), ([], 1, 2), (True, 1.5, 2), (True, "a", "b")],
}
