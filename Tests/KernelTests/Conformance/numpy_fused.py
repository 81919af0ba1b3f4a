"""Operators between arrays that need no memory in between, and arrays that are
made anew in the memory that they have."""

import numpy as np


def overlapping(a):
    a[1:] = a[:-1] + a[1:]
    a[:-1] += 2 * a[1:]
    a[:] = a[::-1] * 3 - a
    return a


def turned(a):
    a[:] = a.T - 2 * a
    a += a.T
    return a


def rows(a, b):
    for i in range(len(a)):
        a[i] += b[i] * 2 - a[0]
        a[i, 1:] -= a[i, :-1] / 4
    return a


def kept(a, n):
    all = []
    d = a * 0
    for i in range(n):
        d = d + a * i
        all.append(d)
    return all


def kept_part(a, n):
    part = a[1:]
    d = a * 2
    for i in range(n):
        d = a + part[0] + i
        part = d[1:]
    return part, d


def from_itself(a, n):
    d = a * 2
    for i in range(n):
        d = d[::-1] - d
    return d


def two_names(a, n):
    d = a + 1
    before = d
    for i in range(n):
        before = d
        d = d * 2 - a
    return before, d


def changed_meanwhile(a, b):
    total = a * 0
    for i in range(3):
        total = (a + b) * bump(a) + total
    return total, a


def bump(a):
    a[0] += 1
    return a[0]


def lengths_differ(a, n):
    d = a + 0
    for i in range(1, n):
        d = a[:i] * 2
        d[0] += 1
    return d


def distances(x, y):
    out = np.zeros((len(x), len(y)))
    for i in range(len(x)):
        for j in range(len(y)):
            d = x[i] - y[j]
            out[i, j] = np.sqrt(np.sum(d ** 2)) + np.sum((x[i] - y[j]) ** 2)
    return out


def forces(pos, mass):
    acc = np.zeros_like(pos)
    for i in range(len(pos)):
        for j in range(len(pos)):
            if i != j:
                d = pos[j] - pos[i]
                r = d[0] ** 2 + d[1] ** 2 + 0.01
                acc[i] += mass[j] * d / r
    return acc


def stencil(u, n):
    for _ in range(n):
        u[1:-1, 1:-1] = u[1:-1, 1:-1] + 0.1 * (
            u[:-2, 1:-1] + u[2:, 1:-1] - 2 * u[1:-1, 1:-1])
    return u


def spread(a, row, column):
    return a * row + column, (a + row) * (column - a), (row - column) ** 2


def types(whole, real, small):
    return (whole * real - small, (small + whole) * 2, -whole + real,
            (whole > 1) & (small > 1))


def compares(a, b):
    n = 0
    for i in range(len(a)):
        n += (a[i] < b[i]).sum() + (a[i] * 2 > b[i]).sum()
    return n


def roots(a):
    return np.sqrt(a) + np.abs(-a) * 2 - np.floor(a / 2)


def totals(a, b):
    return np.sum(a * b), np.mean(a - b), (a + b).sum(), np.sum(a[:, ::2] * 2)


def single(a, b, k):
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return a * b + k, s, (a - b).sum()


def squares(a):
    out = 0.0
    for i in range(len(a)):
        out += (a[i] - 0.3) ** 2
    return out


def written(a, n):
    out = np.zeros((n, 3))
    for i in range(n):
        v = np.array([a[i] * 2, i, 1.5])
        out[i] = v / np.array([1, 2, 4])
    return out, np.array([1, 2]), np.array([n, 1.0]), np.array([3], dtype=float)


def flows(a, k):
    x = 0
    if k:
        x = a[0]
    return np.array([x, x])


def many(a, b, h):
    return a + h / 6 * (a + 2 * b + 2 * (a - b) + b * (a * a - b * b) / (b + 3))


def shifted(image, kernel):
    out = np.zeros((image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            acc = 0.0
            for m in range(kernel.shape[0]):
                for n in range(kernel.shape[1]):
                    acc += image[i + m, n + j] * kernel[m, n]
            out[i, j] = acc
    return out


def neighbours(board, n):
    rows, cols = board.shape
    out = np.zeros_like(board)
    for r in range(rows):
        for c in range(cols):
            for dr in range(-1, 2):
                for dc in range(-1, 2):
                    if dr == 0 and dc == 0:
                        continue
                    out[r, c] += board[(r + dr) % rows, (c + dc) % cols]
    return out


def lagged(x, lags):
    out = np.zeros(lags)
    for k in range(lags):
        for t in range(len(x) - k):
            out[k] += x[t] * x[t + k]
    return out


def medians(a, n):
    out = np.zeros(len(a))
    for i in range(len(a)):
        out[i] = np.median(a[max(0, i - n):i + n + 1])
    return out, np.median(a)


def whole_medians(a):
    return [np.median(a[i:]) for i in range(len(a))]


def fresh(*arguments):
    return lambda: tuple(
        a.copy() if isinstance(a, np.ndarray) else a for a in arguments)


G = np.random.default_rng(12)
A = G.normal(size=9)
B = G.normal(size=9)
S = G.normal(size=(5, 5))
T = G.normal(size=(5, 5))
W = np.arange(25).reshape(5, 5) % 7
LONG = G.normal(size=(40, 50))
MANY = G.normal(size=20000) * 10 ** G.uniform(-12, 12, 20000)

CALLS = {
    "overlapping": [fresh(A), fresh(A[:1]), lambda: (np.arange(12.0)[::2],)],
    "rows": [fresh(S, T), lambda: (S.copy()[::-1], T.copy()),
             lambda: (lambda m: (m, m))(S.copy())],
    "kept": [fresh(A, 4), fresh(A, 0)],
    "kept_part": [fresh(A, 5), fresh(A, 0)],
    "from_itself": [fresh(A, 5)],
    "two_names": [fresh(A, 5), fresh(A, 0)],
    "changed_meanwhile": [fresh(A, B)],
    "lengths_differ": [fresh(A, 6)],
    "distances": [fresh(S, T), fresh(LONG, LONG[:3])],
    "forces": [fresh(S, A[:5])],
    "stencil": [fresh(S, 4), fresh(LONG, 2)],
    "types": [fresh(W, S, (W % 3).astype("i4"))],
    "compares": [fresh(S, T)],
    "roots": [fresh(np.abs(A)), fresh(np.abs(LONG[0]))],
    "totals": [fresh(S, T), fresh(LONG, LONG[::-1])],
    "single": [fresh(A.astype("f4"), B.astype("f4"), 2.5)],
    "written": [fresh(A, 4), fresh(A, 0)],
    "flows": [fresh(A, 1)],
    "many": [fresh(A, B, 0.1), fresh(A[:1], B[:1], 3.0)],
    "shifted": [fresh(S, T[:3, :2]), fresh(S, T[:1, :1]), fresh(S, T)],
    "neighbours": [fresh(W, 1), fresh(W[:1], 1), fresh(W[:2, :3], 1)],
    "lagged": [fresh(A, 4), fresh(A, 0), fresh(A, 9)],
    "medians": [fresh(A, 1), fresh(A, 2), fresh(LONG.ravel(), 40),
                lambda: (np.round(LONG.ravel()), 3)],
    "whole_medians": [fresh(W), fresh(W[::-1, ::2])],
    "squares": [fresh(A), fresh(LONG.ravel()), fresh(MANY)],
}

FALLS_BACK = {"flows": [fresh(A, 0)]}

EITHER = {
    "medians": [fresh(np.array([1.0, np.nan, 2, -0.0, 0.0, 0, 3, np.inf]), 1)],
    "turned": [fresh(S), lambda: (np.asfortranarray(S),)],
    "spread": [fresh(S, A[:5], S[:, :1])],
    "compares": [fresh(np.full((2, 3), np.nan), np.ones((2, 3)))],
    "roots": [fresh(np.array([np.nan, 4.0]))],
    "overlapping": [fresh(np.array([1e308, 1e308, 1e308]))],
    "stencil": [fresh(np.full((4, 4), np.inf), 2)],
    "single": [fresh(np.array([3e38], "f4"), np.array([3e38], "f4"), 1.0),
               fresh(A.astype("f4"), B.astype("f4"), 1e300)],
}
