"""Calls: recursion, other functions, globals, arguments by name."""

import math

FACTOR = 3
LIMIT = 2.5
TABLE = [1, 2, 3]


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def factorial(n):
    return 1 if n <= 1 else n * factorial(n - 1)


def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def is_even(n):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n):
    return False if n == 0 else is_even(n - 1)


def helper(x):
    return x * x + 1.0


def calls_helper(values):
    total = 0.0
    for value in values:
        total += helper(value)
    return total


def divides(a, b):
    return a // b


def error_in_callee(values):
    total = 0
    for value in values:
        total += divides(100, value)
    return total


def store_first(values, x):
    values[0] = x


def callee_changes_list(values):
    store_first(values, 9)
    total = 0
    for value in values:
        total += value
    return total


def uses_global(n):
    return n * FACTOR + n


def uses_global_float(x):
    return x if x < LIMIT else LIMIT


def uses_global_list(i):
    return TABLE[i]


def countdown(n):
    if n == 0:
        return 0
    return 1 + countdown(n - 1)


def by_name(a, b):
    return a - b


def calls_by_name(n):
    return by_name(b=n, a=10)


def with_default(a, b=2):
    return a ** b


def calls_with_default(n):
    return with_default(n) + with_default(n, 3)


def variadic(*values):
    return len(values)


def keywords(**values):
    return len(values)


def inner_function(n):
    def double(x):
        return x * 2
    return double(n) + 1


def late_binding(n):
    functions = [lambda: i for i in range(n)]
    return [f() for f in functions]


def mutable_default(x, seen=[]):
    seen.append(x)
    return len(seen)


def distance(x1, y1, x2, y2):
    return math.sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)


def path_length(xs, ys):
    total = 0.0
    for i in range(len(xs) - 1):
        total += distance(xs[i], ys[i], xs[i + 1], ys[i + 1])
    return total


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def coprime_pairs(n):
    count = 0
    for a in range(1, n):
        for b in range(a + 1, n):
            if gcd(a, b) == 1:
                count += 1
    return count


def prints(n):
    print(n)
    return n


def solve_queens(n, row, columns, left, right):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        bit = 1 << column
        if columns & bit == 0 and left >> (row + column) & 1 == 0 \
                and right >> (row - column + n) & 1 == 0:
            count += solve_queens(
                n, row + 1, columns | bit, left | 1 << (row + column),
                right | 1 << (row - column + n))
    return count


CALLS = {
    "fibonacci": [(15,), (0,), (1,), (-5,)],
    "factorial": [(10,), (20,), (0,)],
    "ackermann": [(2, 3), (0, 0)],
    "is_even": [(10,), (7,)],
    "calls_helper": [([1.5, 2.5],), ([],)],
    "error_in_callee": [([1, -3],), ([],)],
    "callee_changes_list": [([1, 2, 3],)],
    "uses_global": [(5,)],
    "uses_global_float": [(1.5,), (9.0,)],
    "countdown": [(50,)],
    "distance": [(0.0, 0.0, 3.0, 4.0)],
    "path_length": [([0.0, 3.0, 3.0], [0.0, 4.0, 5.0]), ([], []), ([1.0], [1.0])],
    "coprime_pairs": [(15,), (0,)],
    "solve_queens": [(5, 0, 0, 0, 0)],
}

FALLS_BACK = {
    "factorial": [(21,), (30,)],
    "error_in_callee": [([1, 0],)],
    "callee_changes_list": [([],)],
    "countdown": [(5000,), (-1,)],
    "path_length": [([0.0, 1.0], [0.0])],
    "is_even": [(5001,)],
}

EITHER = {
    "fibonacci": [(2.5,), (True,), ("x",)],
    "factorial": [(2.5,)],
    "countdown": [(900,), (2.5,)],
    "uses_global": [(2**62,), (1.5,)],
    "uses_global_float": [(1,), (5,)],
    "uses_global_list": [(0,), (-1,), (3,)],
    "calls_by_name": [(3,)],
    "calls_with_default": [(3,), (2**32,)],
    "variadic": [(), (1, 2)],
    "keywords": [()],
    "inner_function": [(3,)],
    "late_binding": [(3,)],
    "mutable_default": [(1,), (2,)],
    "calls_helper": [([1, 2],), ([1, 2.5],), ([1e200, 1e200],)],
    "callee_changes_list": [([1.5],), ((1, 2),)],
    "prints": [(3,)],
    "distance": [(0, 0, 3, 4), (0.0, 0.0, 1e200, 0.0)],
    "coprime_pairs": [(2.5,)],
}

MAY_BE_SKELETONS = [
    "uses_global_list", "calls_by_name", "calls_with_default", "variadic", "keywords",
    "inner_function", "late_binding", "mutable_default", "prints"]
