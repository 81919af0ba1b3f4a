"""Scalars of NumPy as arguments, functions of single numbers, and what arrays
say of themselves in loops."""

import numpy as np


def raised(x, n):
    total = x
    for i in range(1, n):
        total = total * x + i / (x + i)
    return total


def halved(x, n):
    while n > 0:
        x /= 2
        n -= 1
    return x


def reciprocal(x, y):
    total = 0.0
    for i in range(3):
        total += y / (x - i)
    return total


def counting(start, stop, step):
    found = []
    while start < stop:
        start += step
        found.append(start)
    return found


def small(x, n):
    total = x
    for i in range(n):
        total += x
    return total


def chosen(flag, x, y):
    total = 0
    for i in range(4):
        if flag:
            total += x
        else:
            total -= y * i
    return total, flag


def passed_on(values, factor):
    for i in range(len(values)):
        values[i] = values[i] * factor
    return values


def signs(a):
    total = 0
    for x in a:
        total += np.sign(x) * 3 - np.abs(x)
    return total, np.sign(total)


def own_signs(n, x):
    found, floats = [], []
    for i in range(-n, n):
        found.append(np.sign(i))
        floats.append(np.sign(i * x))
        floats.append(np.fabs(i))
        found.append(np.absolute(-i))
    return found, floats


def narrow(a):
    found = []
    for x in a:
        found.append(np.abs(x))
    return found


def perceived(X, y, rate):
    w = np.zeros(X.shape[1])
    errors = 0
    for _ in range(3):
        for i in range(len(X)):
            update = rate * (y[i] - np.where(np.dot(X[i], w) >= 0.0, 1, -1))
            w += update * X[i]
            if np.where(update > 0, 1.5, update) != 0:
                errors += 1
    return w, errors


def inverses(a, limit):
    total = 0.0
    for x in a:
        total += np.where(x > limit, 1 / x, 0.0)
    return total


def nonzero(image, n):
    found = []
    for i in range(n):
        found.append(np.count_nonzero(image > i))
        found.append(np.count_nonzero(image[0]))
    return found, np.count_nonzero(image, axis=0)


def without_nans(a):
    total = 0.0
    for i in range(len(a)):
        total += np.nansum(a[i]) + np.nanmean(a[i])
        total -= np.nanmax(a[i]) * np.nanmin(a[i])
    return total


def described(a, b):
    total = 0
    for i in range(3):
        if a.dtype == np.float64 and a.ndim == 2:
            total += a.nbytes + a.itemsize * i
        if b.dtype != a.dtype:
            total += b.size - b.T.shape[0]
        if "int8" == b.dtype:
            total += 1000
    return total


def columns(a):
    total = 0.0
    for column in a.T:
        for x in column:
            total = total / 2 + x
    return total, a.T[1].sum()


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


G = np.random.default_rng(9)
POINTS = G.normal(size=(14, 3))
IMAGE = G.integers(0, 5, (4, 6)).astype(np.uint8)
HOLES = np.array([[1.0, np.nan, 3.0], [np.nan, np.nan, -2.5], [0.5, 0.25, 7.0]])
F, I = np.float64, np.int64

CALLS = {
    "raised": [(F(1.25), 5), (F(-0.5), 9), (1.5, 4), (F(np.nan), 3), (F(np.inf), 2)],
    "halved": [(F(3.0), 4), (F(-1e-320), 9), (2.5, 2)],
    "reciprocal": [(F(0.5), F(2)), (0.25, F(3)), (F(-0.0) + 7, 1.0)],
    "counting": [(I(1), I(9), I(2)), (1, I(4), 1), (I(2), I(2), I(5))],
    "small": [(np.uint8(20), 5), (np.uint8(3), 0)],
    "chosen": [(np.bool_(True), F(1.5), F(2)), (np.bool_(False), F(1.5), F(2))],
    "passed_on": [lambda: ([1.0, 2.5], F(3)), lambda: ([], F(1))],
    "signs": [fresh(G.normal(size=9)), fresh(np.array([-0.0, 0.0, np.inf, -np.inf, np.nan]))],
    "own_signs": [(3, 0.5), (2, -0.0), (2, float("nan"))],
    "narrow": [fresh(np.array([-3, 4, -127], "i1")), fresh(np.zeros(0, "i1"))],
    "perceived": [fresh(POINTS, np.where(POINTS[:, 0] > 0, 1, -1), 0.1),
                  fresh(POINTS[:0], np.zeros(0, int), 0.1)],
    "inverses": [fresh(np.array([1.0, 2.0, -4.0]), 0.5)],
    "nonzero": [fresh(IMAGE, 3), fresh(IMAGE[:, ::2], 2)],
    "without_nans": [fresh(HOLES), fresh(HOLES[2:]), fresh(HOLES[:0])],
    "described": [fresh(POINTS, IMAGE), fresh(POINTS[:0], IMAGE)],
    "columns": [fresh(POINTS), fresh(POINTS[::-1])],
}

EITHER = {
    "raised": [(F(1e200), 4), (F(-1.0), 3), (F(-3.0), 5), (-2.0, 3), (np.float32(1.5), 3),
               (I(2), 3), (True, 3), (2, 4), (F(1.5), I(3)), (1.5, True)],
    "halved": [(I(3), 2), (np.float32(3), 2), (7, 2), (F(5e-324), 2)],
    "reciprocal": [(F(1.0), F(2)), (F(0), 1.0), (2, F(1)), (1.0, 1.0), (F(np.inf), F(np.inf))],
    "counting": [(I(2**63 - 2), I(2**63 - 1), I(1)), (np.int32(1), I(4), I(1)),
                 (I(2**63 - 3), 2**63 - 1, I(2)), (I(1), 5.5, I(2)), (F(1), I(3), I(1))],
    "small": [(np.uint8(200), 2), (np.uint8(51), 4), (np.uint8(51), 5), (5, 3),
              (np.int8(5), 3), (300, 2)],
    "chosen": [(True, 1.5, 2), (np.bool_(True), 1, 2), (I(1), F(1.5), I(2))],
    "passed_on": [lambda: ([F(1.5), F(2)], F(2)), lambda: ([1], F(2)), lambda: ([1e308], F(10)),
                  lambda: ([1.5], 2.0)],
    "signs": [fresh(np.zeros(0)), fresh(np.array([3, -4])), fresh(np.array([1.5], "f4"))],
    "narrow": [fresh(np.array([-128], "i1")), fresh(np.array([-3], "i8"))],
    "inverses": [fresh(np.array([1.0, 0.0]), 0.5), fresh(np.array([1.0, 5e-324]), 0.5),
                 fresh(np.array([3, 0]), 1)],
    "without_nans": [fresh(HOLES * np.nan), fresh(HOLES[:, 1:2]), fresh(HOLES[:, :0]),
                     fresh(np.array([[np.inf, -np.inf]])), fresh(np.array([[np.inf, 1.0]]))],
    "described": [fresh(IMAGE, IMAGE), fresh(POINTS[0], IMAGE), fresh(POINTS, POINTS),
                  fresh(POINTS, IMAGE.astype("i1"))],
}

FALLS_BACK = {}
