"""What NumPy warns of, wherever it happens: the original runs, and warns."""

import math

import numpy as np


def chain(a, b, c):
    for i in range(len(a)):
        a[i] = a[i] * b[i] - c[i] + 1.0
    return a


def unused(a, b):
    total = 0
    for i in range(len(a)):
        product = a[i] * b[i]
        total += i
    return total


def only_last(a, b):
    product = a[0]
    for i in range(len(a)):
        product = a[i] * b[i]
    return product


def in_one_branch(a, b, wanted):
    total = 0.0
    for i in range(len(a)):
        product = a[i] * b[i]
        if i == wanted:
            total += product
    return total


def overwritten(a, b):
    out = np.zeros(1)
    for i in range(len(a)):
        out[0] = a[i] + b[i]
    out[0] = 0.0
    return out


def product(a, i, j):
    return a[i] * a[j]


def by_helper(a):
    for i in range(len(a)):
        product(a, i, i)
    return len(a)


def quotients(a, b):
    out = np.empty(len(a))
    for i in range(len(a)):
        out[i] = a[i] / b[i]
    return out


def stored_first(a, b):
    most = a[0] * b[0]
    for i in range(len(a)):
        a[i] = 1.0
    return len(a)


def asked_between(a, b):
    x = a[0] * b[0]
    y = np.exp(a[1])
    total = np.sum(b)
    return x, y, total, np.dot(a, b)


def single_total(a):
    total = np.float32(0)
    for i in range(len(a)):
        total += a[i] * a[i]
    return total


def listed(a, b):
    out = []
    for i in range(len(a)):
        out.append(float(a[i] * b[i]))
    return out


def whole_total(a):
    total = 0
    for i in range(len(a)):
        total += a[i]
    return total


def whole_products(a, b):
    out = np.zeros(len(a), dtype=a.dtype)
    for i in range(len(a)):
        out[i] = a[i] * b[i] - b[i]
    return out


def whole_unused(a, b):
    for i in range(len(a)):
        c = a[i] + b[i]
    return len(a)


def until_large(a, limit):
    x = a[0]
    count = 0
    while x < limit and count < 300:
        x = x * a[1]
        count += 1
    return x, count


def neighbours(grid):
    rows, columns = grid.shape
    out = np.zeros((rows, columns), dtype=np.int64)
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            total = 0
            for di in range(-1, 2):
                for dj in range(-1, 2):
                    if di == 0 and dj == 0:
                        continue
                    total += int(grid[i + di, j + dj])
            out[i, j] = total
    return out


def weighted(grid, kernel):
    rows, columns = grid.shape
    out = np.zeros((rows, columns))
    for i in range(rows - 2):
        for j in range(columns - 2):
            for a in range(3):
                for b in range(3):
                    last = a * 3 + b
                    out[i, j] += grid[i + a, j + b] * kernel[a, b]
    return out, last


def beyond(grid, size):
    total = 0.0
    for i in range(size):
        for d in range(-1, 2):
            total += grid[i + d]
    return total


def around(ring, step):
    n = len(ring)
    total = 0
    for i in range(-2 * n, 3 * n):
        total += ring[(i + step) % n] * (i % n)
    return total


def pixels(image):
    total = 0
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            r, g, b = image[i, j]
            total += int(r) + 2 * int(g) + 3 * int(b)
            b, r = image[i, j, :2]
            total += int(r - b)
    return total


def powers(values):
    out = np.empty((len(values), 4))
    for i in range(len(values)):
        out[i, 0] = values[i] ** 2
        out[i, 1] = values[i] ** 3
        out[i, 2] = abs(values[i]) ** 0.5
        out[i, 3] = values[i] ** 2.0 * float(values[i]) ** 2
    return out


def largest(a):
    best = a[0]
    total = a[0]
    for i in range(len(a)):
        if not np.isnan(a[i]):
            total = total + a[i] * 0.5
        if a[i] > best:
            best = a[i]
    return best, total


def shares(a, total):
    least = a[0]
    out = np.zeros(len(a))
    for i in range(len(a)):
        out[i] = (a[i] - least) / (total - least) * (a[i] + 1)
    return out


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, (list, np.ndarray)) else a
        for a in arguments)


G = np.random.default_rng(7)
ONE, BIG, INF, NAN = [1.5, 2.5, -3.0], [1.5, 1e200, 2.0], math.inf, math.nan
SMALL = G.integers(0, 9, (6, 7))
GRID = G.normal(size=(6, 7))
SPREAD = G.normal(size=400) * 10.0 ** G.integers(-24, 24, 400)
BYTES = np.array([250, 3, 2], dtype=np.uint8)

CALLS = {
    "chain": [fresh(ONE, ONE, ONE), fresh([INF, 1.0], [2.0, 1.0], [1.0, 1.0]),
              fresh([NAN, 1.0], [2.0, 1.0], [1.0, INF])],
    "unused": [fresh(ONE, ONE)],
    "only_last": [fresh(ONE, ONE)],
    "in_one_branch": [fresh(ONE, ONE, 1)],
    "overwritten": [fresh(ONE, ONE)],
    "by_helper": [fresh(ONE)],
    "quotients": [fresh(ONE, ONE), fresh([INF, NAN], [2.0, 1.0])],
    "stored_first": [fresh(ONE, ONE)],
    "asked_between": [fresh(ONE, ONE)],
    "single_total": [fresh(np.array(ONE, "f4"))],
    "listed": [fresh(ONE, ONE), fresh(GRID.ravel(), GRID.ravel())],
    "whole_total": [fresh(SMALL[0]), fresh(SMALL[0].astype("i2"))],
    "whole_products": [fresh(SMALL[0], SMALL[1]),
                       fresh(SMALL[0].astype("i1"), SMALL[1].astype("i1"))],
    "whole_unused": [fresh(SMALL[0], SMALL[1])],
    "until_large": [fresh([3, 5], 1000)],
    "neighbours": [fresh(SMALL.astype("u1")), fresh(SMALL.astype("u1").T),
                   fresh(np.zeros((2, 9), "u1"))],
    "weighted": [fresh(GRID, GRID[:3, :3].copy()), fresh(GRID.T, GRID[:3, :3])],
    "beyond": [fresh(ONE, 2)],
    "around": [fresh([3, 1, 4, 1, 5], 2), fresh([3, 1, 4], -1), fresh([7], 0)],
    "pixels": [fresh(np.full((3, 4, 3), 7, "u1")), fresh(np.zeros((0, 4, 3), "u1"))],
    "powers": [fresh(SPREAD), fresh(GRID.ravel()), fresh(np.arange(-40.0, 40.0)),
               fresh([0.0, -0.0, 1e-170, 1e70, 5e-324])],
    "shares": [fresh([3, 9, 27], 50), fresh(SMALL[0].astype("i4"), 50)],
    "largest": [fresh(ONE), fresh([INF, 1.0, 2.0])],
}
FALLS_BACK = {
    "chain": [fresh(BIG, BIG, ONE), fresh([INF], [0.0], [1.0]), fresh([INF], [1.0], [INF])],
    "unused": [fresh(BIG, BIG), fresh([INF], [0.0])],
    "only_last": [fresh(BIG, BIG)],
    "in_one_branch": [fresh(BIG, BIG, 0), fresh(BIG, BIG, 7)],
    "overwritten": [fresh([1e308], [1e308]), fresh([INF, 1.0], [-INF, 1.0])],
    "by_helper": [fresh(BIG)],
    "quotients": [fresh([1e300], [1e-300]), fresh([INF], [INF]), fresh(ONE, [1.0, 0.0, 1.0])],
    "stored_first": [fresh([1e200, 1.0], [1e200, 1.0])],
    "asked_between": [fresh([1e200, 1.0], [1e200, 1.0])],
    "single_total": [fresh(np.array([1e30, 1.0], "f4"))],
    "listed": [fresh(BIG, BIG), fresh(np.r_[np.ones(300_000), 1e300], np.r_[np.ones(300_000), 1e300])],
    "whole_total": [fresh([2**62, 2**62, -(2**62)])],
    "whole_products": [fresh([2**40], [2**40]), fresh([2**62, 1], [3, 1])],
    "whole_unused": [fresh([2**62], [2**62])],
    "until_large": [fresh([3, 2**40], 2**62)],
    "weighted": [fresh(GRID * 1e200, np.full((3, 3), 1e200))],
    "beyond": [fresh(ONE, 5)],
    "pixels": [fresh(np.full((3, 4, 4), 7, "u1"))],
    "powers": [fresh([1e200, 1.0])],
}
EITHER = {
    "around": [fresh(np.zeros(0, int), 1)],
    "whole_products": [fresh(BYTES, BYTES), fresh(BYTES.astype("i4"), BYTES.astype("i4"))],
    "whole_total": [fresh(BYTES), fresh(ONE)],
    "largest": [fresh([1.0, NAN, 2.0]), fresh([NAN, 1.0])],
}
EXAMPLES = {"shares": 2, "whole_total": 2, "whole_products": 2}
