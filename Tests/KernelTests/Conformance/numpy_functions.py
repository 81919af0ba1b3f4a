"""Functions of NumPy that a kernel computes, asks NumPy for, or draws."""

import numpy as np


def one_float(x):
    return np.exp(x), np.sin(x), np.cos(x), np.arctan(x), np.tanh(x), np.expm1(x)


def one_positive(x):
    return np.log(x), np.log2(x), np.log10(x), np.log1p(x), np.cbrt(x)


def two_floats(x, y):
    return np.arctan2(x, y), np.hypot(x, y), np.radians(x), np.degrees(y)


def extremes(x, y, k):
    return (np.maximum(x, y), np.minimum(x, k), np.clip(x, 0, 255), np.clip(k, 0, 9),
            np.max([x, y]), np.min([k, 3, 8]), np.max((x, y, 2.5)))


def tests(x):
    return np.isnan(x), np.isinf(x), np.isfinite(x), np.round(x), np.rint(x), round(x * 2)


def round_scalar(a):
    return round(a[0]), round(a[1])


def sigmoid(a):
    out = np.zeros(len(a))
    for i in range(len(a)):
        out[i] = 1.0 / (1.0 + np.exp(-a[i]))
    return out


def whole_arrays(a):
    return np.exp(a), np.sin(a), np.abs(a), np.sqrt(np.abs(a)), np.round(a), np.sign(a)


def powers(a):
    return a ** 3, a ** 0.5, a ** -1, 2.0 ** a, a // 2, a % 0.7


def whole_powers(i):
    return i ** 2, i ** 3, i // 2, i % 3, 10 // i


def products(a, b):
    return np.dot(a, b), a @ b, a.dot(b), np.linalg.norm(a), np.dot(a[1:], b[:-1])


def single_products(a, b):
    return np.dot(a[:1], b[:1]), a[:1] @ b[:1], a[:0] @ b[:0], np.dot(a[:0], b[:0])


def whole_products(i, j):
    return np.dot(i, j), i @ j


def planes(m, v):
    return m @ v, np.dot(m, v), m @ m.T, v @ m.T, m.T @ m


def axes(m):
    return (m.sum(axis=0), np.sum(m, axis=1), m.mean(axis=0), np.max(m, axis=1), m.min(axis=0),
            np.argmax(m, axis=1), m.std(axis=0), np.sort(m, axis=0))


def summaries(a):
    return (np.median(a), np.var(a), np.std(a), np.percentile(a, 30), np.prod(a),
            (np.cumsum(a), np.cumprod(a), np.ptp(a), np.diff(a), a.std(), a.cumsum()))


def orders(a):
    return np.sort(a), np.argsort(a), a.argsort()[::-1], np.unique(a), np.searchsorted(np.sort(a), 0.5)


def sorted_in_place(a):
    b = a.copy()
    b.sort()
    a[::2].sort()
    return b


def sums_of_parts(m):
    out = np.zeros((m.shape[0] - 2, m.shape[1] - 2))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = m[i:i + 3, j:j + 3].sum() + np.mean(m[i:i + 2, j:j + 3])
    return out, m.sum(), m[::2, 1:].sum(), m[:, ::3].mean()


def chosen(a, k):
    mask = a > k
    b = a[mask]
    c = a[~mask]
    return b, c, b.sum(), len(c), mask.sum()


def chosen_rows(m, labels, k):
    out = np.zeros((k, m.shape[1]))
    for c in range(k):
        members = m[labels == c]
        if len(members) > 0:
            out[c] = members.mean(axis=0)
    return out


def set_chosen(a, b, k):
    a[a < k] = 0
    a[a > 2 * k] += 1.5
    b[b == 3] = -1
    return a


def indexed(a, idx):
    b = a[idx]
    a[idx] = b * 2
    return b, a[[0, 2]]


def swapped(m, i, j):
    m[[i, j]] = m[[j, i]]
    return m


def places(a, m):
    r, c = np.where(m > 0)
    return np.nonzero(a)[0], np.where(a > 0)[0], np.flatnonzero(a), r, c


def either(a, k):
    return np.where(a > k, a, 0.0), np.where(a > k, 1, -1), np.where(a > k, a, -a)


def new_axes(a, b):
    d = a[:, np.newaxis] - b[None, :]
    d[...] = d * 2
    return d, a[:, None] * b


def shapes(m):
    f = m.ravel()
    f[0] = 9.0
    g = m.flatten()
    g[1] = 7.0
    return f, g, m.reshape(-1), m.reshape(m.shape[1], m.shape[0]), m.T.ravel()


def series(n):
    return (np.linspace(0, 1, n), np.arange(0.0, 1.0, 0.3), np.eye(n), np.identity(n),
            np.eye(n, dtype=int), np.linspace(-1.5, 2, num=n))


def joined(a, b):
    return (np.concatenate((a, b)), np.hstack([a, b]), np.vstack((a, b)), np.column_stack((a, b)),
            np.append(a, 3.5), np.outer(a, b), np.repeat(a, 2), np.roll(a, 1))


def padded(m):
    return np.pad(m, 1), np.pad(m, ((1, 0), (2, 1))), np.pad(m, ((1, 1), (0, 0)), mode="constant")


def counted(i):
    return np.bincount(i), np.array_equal(i, i), np.allclose(i, 2)


def solved(m, v):
    return np.linalg.inv(m), np.linalg.det(m), np.linalg.solve(m, v), np.trace(m)


def crossed(a, b):
    return np.cross(a, b)


def sum_of_items(a, b):
    return sum(a[i] * b[i] for i in range(len(a)))


def warned(a, k):
    total = 0.0
    for x in a:
        total += np.log(x) + np.exp(x * k)
    return total


def no_elements(a):
    return np.mean(a[a > 5]), np.median(a[a > 5])


def made_peaks(a, k):
    found = []
    for i in range(1, len(a) - 1):
        if a[i] > a[i - 1] and a[i] > k:
            found.append(i)
    return np.array(found)


def flowing(a, k):
    s = 0
    out = []
    for x in a:
        out.append(np.maximum(s, k))
        out.append(np.abs(s))
        s = s + x
    return out, np.max([s, k]), sum(x * 2 for x in a)


def narrow_extremes(i, k):
    out = np.zeros(len(i), dtype=np.int32)
    for n in range(1, len(i)):
        out[n] = np.maximum(i[n], i[n - 1]) + np.minimum(i[n], out[n - 1])
    return out


def drawn(n, seed):
    np.random.seed(seed)
    total = 0.0
    for _ in range(n):
        total += np.random.rand() + np.random.random() * np.random.uniform(-2, 3)
        total += np.random.randn() - np.random.normal(1.5, 0.5) + np.random.exponential(2.0)
    return total, np.random.randint(0, 10), np.random.randint(7)


def drawn_arrays(n):
    a = np.random.rand(n)
    b = np.random.normal(0, 2, size=n)
    c = np.random.randint(0, 2 ** 33, n) if n > 50 else np.random.randint(0, 100, size=n)
    d = np.random.random((n, 2))
    e = np.random.uniform(-1, 1, size=(2, n))
    return a, b, c, d, e, np.random.randn(n)


def shuffled(a, n):
    np.random.shuffle(a)
    p = np.random.permutation(n)
    return p, np.random.choice(n), np.random.choice(a), np.random.choice([4, 5, 6])


def drawn_then_fails(a, i):
    x = np.random.rand()
    return a[i] + x


def fresh(*arguments):
    return lambda: tuple(np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


X = np.array([0.3, -1.25, 2.5, 0.75, -0.5, 4.0])
Y = np.array([1.5, 0.25, -3.0, 8.0, 2.25, -1.0])
M = np.sin(np.arange(30.0)).reshape(5, 6) * 10.0 ** (np.arange(30) % 5 - 2).reshape(5, 6)
I = np.array([3, 1, 4, 1, 5, 9, 2, 6])
LONG = np.sin(np.arange(2000.0)) * 1e3
BIG = np.cos(np.arange(120.0 * 90)).reshape(120, 90) * 7.1
SOLVED = M[:4, :4] + 50 * np.eye(4)

CALLS = {
    "one_float": [(0.5,), (1e-9,), (17.25,), (-0.0,), (-700.0,)],
    "one_positive": [(0.5,), (1e300,), (1e-300,), (7.0,)],
    "two_floats": [(0.5, -2.0), (-0.0, -1.0), (2.0, 1e-8)],
    "extremes": [(1.5, 2.5, 4), (-3.5, 1e9, 400), (2.0, 7.0, -4)],
    "tests": [(2.5,), (-0.5,), (1e17,), (3.5,)],
    "round_scalar": [fresh(np.array([2.5, 3.5])), fresh(np.array([-0.5, 1e15 + 0.5]))],
    "sigmoid": [fresh(X), fresh(LONG[:50] / 100)],
    "whole_arrays": [fresh(X), lambda: (LONG[:300:3] / 10,)],
    "powers": [fresh(np.abs(X))],
    "whole_powers": [fresh(I)],
    "products": [fresh(X, Y), fresh(np.array([-1.0, 2]), np.array([0.0, 3])), fresh(LONG, LONG[::-1].copy()), lambda: (LONG[::2], LONG[1::2])],
    "single_products": [fresh(np.array([-1.0, 2]), np.array([0.0, 3])), fresh(X, Y)],
    "whole_products": [fresh(I, I[::-1]), lambda: (I[::-1], I * 2 ** 61)],
    "planes": [lambda: (M, X), lambda: (BIG, BIG[0])],
    "axes": [lambda: (M,), lambda: (BIG,), lambda: (BIG[::2, ::3],)],
    "summaries": [fresh(X), fresh(LONG / 1e3), lambda: (LONG[60::-2] / 300,)],
    "orders": [fresh(X), fresh(LONG)],
    "sorted_in_place": [fresh(X), fresh(LONG)],
    "sums_of_parts": [lambda: (M,), lambda: (BIG[:20, :25],), lambda: (BIG[1:30:2, 2:60:3],)],
    "chosen": [fresh(X, 0.5), fresh(LONG, 10.0), fresh(X, 99.0)],
    "chosen_rows": [lambda: (M, np.array([0, 2, 0, 2, 2]), 3)],
    "set_chosen": [lambda: (X.copy(), I.copy(), 0.5), lambda: (LONG[::2].copy(), I.copy(), 3.0)],
    "indexed": [lambda: (X.copy(), np.array([1, 3, -1])), lambda: (X.copy(), np.array([], "i8"))],
    "swapped": [lambda: (M.copy(), 0, 3), lambda: (M.copy(), 2, 2)],
    "places": [lambda: (X - 0.3, M), lambda: (X * 0, -np.abs(M))],
    "either": [fresh(X, 0.5), lambda: (LONG[::3], 0.0)],
    "new_axes": [fresh(X, Y)],
    "shapes": [lambda: (M.copy(),), lambda: (BIG[:4].copy(),)],
    "series": [(5,), (1,), (0,)],
    "joined": [fresh(X, Y)],
    "padded": [lambda: (M,), lambda: (BIG[::2, ::2],)],
    "counted": [fresh(I), fresh(I * 0 + 2)],
    "solved": [lambda: (SOLVED, X[:4].copy())],
    "crossed": [fresh(X[:3], Y[:3])],
    "sum_of_items": [fresh(X, Y), fresh(X[:0], Y[:0])],
    "warned": [fresh(np.abs(X), 0.5)],
    "no_elements": [fresh(np.array([6.0, 7, 8]))],
    "made_peaks": [fresh(X, 0.1)],
    "narrow_extremes": [lambda: (I.astype("i4"), 3)],
    "drawn": [(40, 3), (7, 2 ** 32 - 1), (0, 0)],
    "drawn_arrays": [(30,), (0,), (77,)],
    "shuffled": [fresh(I, 9), fresh(LONG[:100].astype(int), 300)],
    "drawn_then_fails": [fresh(X, 2)],
}

FALLS_BACK = {
    "one_positive": [(0.0,), (-1.0,)],
    "one_float": [(710.0,)],
    "warned": [fresh(np.array([1.0, 0.0]), 1.0), fresh(np.array([800.0]), 1.0),
               fresh(np.array([-1.0]), 1.0)],
    "no_elements": [fresh(np.array([1.0]))],
    "drawn_then_fails": [fresh(X, 99)],
    "solved": [lambda: (np.zeros((4, 4)), X[:4].copy())],
    "swapped": [lambda: (M.copy(), 0, 9)],
    "drawn": [(3, -1), (3, 2 ** 32)],
}

EITHER = {
    "flowing": [fresh(X, 0), fresh(X, 1), fresh(X[:0], 1)],
    "one_float": [(np.inf,), (np.nan,), (-np.inf,), (-3,), (np.float64(2),)],
    "one_positive": [(3,), (np.float64(1e-300),)],
    "two_floats": [(3, 4), (np.float64(2), 1e-8)],
    "extremes": [(np.nan, 1.0, 2), (0.0, -0.0, 0), (np.float64(2), 7.0, -4)],
    "tests": [(np.nan,), (np.inf,)],
    "products": [fresh(X[:1], Y[:1]), fresh(X, Y[:3]), lambda: (X[::-1], Y),
                 fresh(np.array([np.inf, 1]), np.array([0.0, 1])), fresh(X[:0], Y[:0])],
    "whole_powers": [fresh(I - 1)],
    "powers": [fresh(X), fresh(X * 0)],
    "summaries": [fresh(X[:0]), fresh(np.array([np.nan, 1.0])), fresh(X * 1e308)],
    "sums_of_parts": [lambda: (M.T,), lambda: (BIG,), lambda: (M[::-1],), lambda: (BIG.T[3:],)],
    "axes": [lambda: (M.T,), lambda: (M[:, ::-1],), lambda: (M[:0],)],
    "planes": [lambda: (M.T, X[:5]), lambda: (M[::-1], X), lambda: (M, X[:3])],
    "orders": [fresh(np.array([np.nan, 1.0, -0.0, 0.0]))],
    "chosen": [fresh(np.array([np.nan, 1.0]), 0.0), lambda: (X[::-1], 0.5)],
    "sorted_in_place": [lambda: (LONG[10:0:-1],)],
    "set_chosen": [lambda: (LONG[:40].copy()[::-2], I.copy(), 3.0)],
    "indexed": [lambda: (X.copy(), np.array([1, 30])), lambda: (X.copy(), np.array([1, 1]))],
    "either": [fresh(np.array([np.nan, 1.0]), 0.0)],
    "shapes": [lambda: (M.T,), lambda: (M[:, ::2],), lambda: (M[:0],)],
    "series": [(-1,)],
    "solved": [lambda: (SOLVED, X[:3].copy())],
    "crossed": [fresh(X[:2], Y[:2])],
    "counted": [fresh(-I), fresh(I[:0])],
    "made_peaks": [fresh(X, 99.0)],
    "round_scalar": [fresh(np.array([np.nan, 3.5])), fresh(np.array([1e300, 3.5]))],
    "whole_arrays": [fresh(X * 1000), lambda: (M.T,), lambda: (M[::-1, ::2],)],
    "shuffled": [lambda: (LONG[:30][::-2].astype(int), 0), lambda: (I[:1].copy(), 1)],
    "places": [lambda: (X, M[:0]), lambda: (X[::-1], M.T)],
    "new_axes": [fresh(X, np.array([np.inf]))],
    "padded": [lambda: (M.T,)],
}
