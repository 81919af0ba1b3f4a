"""Operators between whole arrays, and what sums them up."""

import numpy as np


def arithmetic(a, b):
    return a + b, a - b, a * b, a / b, a * 2.5, 1 - a, -a, a ** 2


def whole_arithmetic(a, b):
    return a + b, a * b, a - 1, 3 * a, a / b, a & b, a | 1, ~a


def mixed(a, b):
    return a + b, a * b, a < b


def comparisons(a, k):
    return a < k, a <= k, a > k, a >= k, a == k, a != k


def bools(a, b):
    return (a > 0) & (b > 0), (a > 1) | (b > 1), ~(a > b)


def grids(a, row):
    return a + row, a[1:, 1:] - a[:-1, :-1], a[:, :1] * row


def in_place(a, b, k):
    a += b
    a *= k
    a[1:] -= b[:-1]
    b[0] += 1
    return a


def reductions(a):
    return a.sum(), a.min(), a.max(), a.argmax(), a.argmin(), np.sum(a), np.max(a)


def total(a):
    return a.sum()


def mean(a):
    return a.mean()


def counted(a, k):
    return (a > k).sum(), (a > k).any(), (a > k).all()


def row_sums(a):
    out = np.zeros(len(a))
    for i in range(len(a)):
        out[i] = a[i].sum()
    return out


def heat(u, steps, k):
    for _ in range(steps):
        u[1:-1, 1:-1] = u[1:-1, 1:-1] + k * (
            u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2]
            - 4 * u[1:-1, 1:-1])
    return u


def step(positions, velocities, dt):
    positions += velocities * dt
    return positions[0]


def scalar_functions(x, n):
    return (np.sqrt(x), np.abs(-x), np.floor(x), np.ceil(-x), np.sqrt(n), np.abs(-n),
            np.int32(n) + 1, np.float32(x))


def whole_functions(a):
    return np.sqrt(a), np.abs(-a), np.floor(a), np.ceil(a / 3)


def conversions(a, b):
    b[:] = a
    return a.astype(np.int32), a.astype("f4"), b.astype(float), a.astype(bool), np.int8(a[0])


def members(a):
    count = 0
    for v in a:
        if v in (7, 2, 0):
            count += 1
        if v not in (5, -3):
            count += 10
    return count


def unpacked(points):
    total = 0.0
    for x, y in points:
        total += x * y
    (a, b), (c, d) = points[:2]
    return total, a - d


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


def of(values, dtype="f8"):
    return np.array(values, dtype=dtype)


X, Y = of([0.1, 2.5, -3.75]), of([4.25, -0.3, 1e-3])
I, J = of([7, -3, 2**31 - 1], "i4"), of([5, 2, 9], "i4")
A2 = np.arange(20.0).reshape(4, 5) * 1.1 - 3
LONG = np.sin(np.arange(1000.0)) * 1e3

CALLS = {
    "arithmetic": [fresh(X, Y), lambda: (X[::-1], Y)],
    "whole_arithmetic": [fresh(I, J), lambda: (I[::-1], J)],
    "mixed": [fresh(I, X), fresh(J, X)],
    "comparisons": [fresh(X, 0.1), fresh(of([np.nan, 1]), 1.0)],
    "bools": [fresh(X, Y)],
    "grids": [fresh(A2, np.arange(5.0)), lambda: (A2[::-1, ::-1], np.arange(5.0))],
    "in_place": [fresh(X, Y, 0.3), lambda: (np.arange(6.0)[::-2], Y.copy(), 2.0)],
    "reductions": [fresh(I), lambda: (I[::-1],), fresh(of([5], "i4"))],
    "total": [fresh(LONG), fresh(LONG[:7]), fresh(LONG[:129]), fresh(LONG[:8]),
              fresh(LONG[:999]), lambda: (LONG[::-3],), fresh(LONG[:140])],
    "mean": [fresh(LONG.astype("f4")), fresh(LONG[:17].astype("f4"))],
    "counted": [fresh(X, 0.0), fresh(LONG, 100.0)],
    "row_sums": [fresh(A2), fresh(LONG.reshape(4, 250)), lambda: (LONG.reshape(250, 4).T,)],
    "heat": [lambda: (A2.copy(), 3, 0.1)],
    "scalar_functions": [(2.5, 7), (-0.0, 0)],
    "whole_functions": [fresh(np.abs(X)), fresh(of([0.0, 1e300, np.nan]))],
    "conversions": [fresh(of([2.7, -3.2, 0]), of([0, 0, 0], "i2"))],
    "members": [fresh(I)],
    "unpacked": [fresh(A2[:, :2].copy()), lambda: (A2.T[:, :2],)],
    "step": [lambda: (X.copy(), Y.copy(), 0.5)],
}

FALLS_BACK = {
    "arithmetic": [fresh(X, of([1.0, 0, 2])), fresh(X, of([1e308, 1e308, 1e308]) * 0.9),
                   fresh(X, of([1.0, 2])), lambda: (A2, A2)],
    "total": [fresh(of([np.inf, 1])), fresh(of([-0.0]))],
    "counted": [fresh(I, 0.0)],
    "scalar_functions": [(-2.5, 7), (2.5, -1), (1e300, 2), (2.5, 2**31)],
    "whole_functions": [fresh(X)],
    "conversions": [fresh(of([2.7, 40000, 0]), of([0, 0, 0], "i2")),
                    fresh(of([np.nan, 1, 0]), of([0, 0, 0], "i2")),
                    fresh(of([300.0, 1, 0]), of([0, 0, 0], "i2"))],
    "unpacked": [fresh(A2)],
    "grids": [lambda: (A2.T, np.arange(4.0))],
}

EITHER = {
    "arithmetic": [fresh(of([np.inf, 1]), of([np.inf, np.nan])), fresh(X, of([1.0]))],
    "whole_arithmetic": [fresh(I, of([5, 0, 9], "i4")), fresh(I, of([1], "i4"))],
    "reductions": [fresh(of([], "i4"))],
    "mean": [fresh(of([], "f4")), fresh(of([np.nan], "f4"))],
    "total": [fresh(np.empty(0))],
    "mixed": [fresh(I, of([1.0]))],
}
