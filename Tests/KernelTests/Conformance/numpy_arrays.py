"""NumPy: its scalars are not Python's, and its arrays come in many forms."""

import numpy as np


def grid_sum(a):
    total = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            total += a[i, j]
    return total


def smooth(a, out):
    rows, columns = a.shape
    for i in range(1, rows - 1):
        for j in range(1, columns - 1):
            out[i, j] = 0.25 * (a[i - 1, j] + a[i + 1, j] + a[i][j - 1]
                                + a[i, j + 1])


def multiply(a, b, c):
    for i in range(len(a)):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] += a[i, k] * b[k, j]


def corners(a, i):
    return a[0, 0], a[-1, -1], a[i, -i], a.size, a.ndim


def row_sums(a, out):
    for i in range(len(a)):
        row = a[i]
        for j in range(len(row)):
            out[i] += row[j]


def raised(a, k):
    for i in range(a.shape[0]):
        row = a[i]
        for j in range(a.shape[1]):
            a[i][j] = a[i][j] + k
            row[j] += i


def total(values):
    total = 0.0
    for value in values:
        total += value
    return total


def blend(front, back, alpha):
    for i in range(len(front)):
        back[i] = front[i] * alpha + back[i] * (1.0 - alpha)


def item(values, i):
    return values[i]


def store(values, i, x):
    values[i] = x


def reciprocals(values, out):
    for i in range(len(values)):
        out[i] = 1.0 / values[i]


def doubled(values, out):
    for i in range(len(values)):
        out[i] = values[i] * 2


def count_above(values, limit):
    count = 0
    for i in range(len(values)):
        if values[i] > limit:
            count += 1
    return count


def largest(values):
    best = values[0]
    for i in range(len(values)):
        if values[i] > best:
            best = values[i]
    return best


def running(values, out):
    total = 0.0
    for i in range(len(values)):
        total = total * 0.5 + values[i]
        out[i] = total


def integers_total(values):
    total = 0
    for i in range(len(values)):
        total += values[i]
    return total


def scalar_arithmetic(a, b):
    return a + b, a * b, a / b


def scalar_loop(x, n):
    total = 0.0
    for _ in range(n):
        total = total * 0.5 + x
    return total


def swapped():
    return (np.array([1.5, 2.5], dtype=">f8"),)


def read_only():
    values = np.array([1.5, 2.5])
    values.flags.writeable = False
    return (values, 0, 9.0)


def same():
    values = np.array([1.0, 2.0, 4.0])
    return (values, values)


def same_blend():
    values = np.array([1.0, 2.0, 4.0])
    return (values, values[::-1], 0.25)


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, (list, np.ndarray)) else a for a in arguments)


def grid(rows, columns, dtype="f8"):
    values = np.arange(rows * columns).reshape(rows, columns) * 1.25 - 3
    return values.astype(dtype)


def shared_grids():
    a = grid(4, 5)
    return a, a


def overlapping_grids():
    a = grid(4, 5)
    return a[1:], a[:-1]


CALLS = {
    "grid_sum": [lambda: (grid(3, 4),), lambda: (grid(3, 4).T,),
                 lambda: (grid(6, 6)[::-2, ::3],), lambda: (grid(0, 3),),
                 lambda: (grid(3, 0),), lambda: (np.asfortranarray(grid(3, 2)),)],
    "smooth": [lambda: (grid(4, 5), np.zeros((4, 5))),
               lambda: (grid(4, 5), np.zeros((5, 8)).T[::2]), shared_grids],
    "multiply": [lambda: (grid(2, 3), grid(3, 4), np.zeros((2, 4)))],
    "corners": [lambda: (grid(3, 4), 1), lambda: (grid(3, 4)[:, ::-1], -2)],
    "row_sums": [lambda: (grid(3, 4), np.zeros(3)),
                 lambda: (grid(4, 3).T, np.ones(3))],
    "raised": [lambda: (grid(3, 4, "i8"), 7), lambda: (grid(3, 4, "i8").T, -7)],
    "blend": [fresh([1.0, 2.0], [3.0, 5.0], 0.25), fresh(np.empty(0), np.empty(0), 0.5)],
    "count_above": [fresh([1.0, 2.0, 3.0], 1.5), fresh(np.empty(0), 1.0)],
    "running": [fresh([1.0, 2.0, 3.0], [0.0, 0.0, 0.0])],
}

FALLS_BACK = {
    "grid_sum": [lambda: (np.zeros(3),), lambda: (grid(2, 2, "f4"),)],
    "smooth": [overlapping_grids],
    "corners": [lambda: (grid(3, 4), 5)],
}

EITHER = {
    "total": [fresh([1.5, 2.5]), fresh(np.empty(0)), fresh(np.array([1, 2])), swapped,
              fresh(np.array([0.1, 0.2], dtype="f4")), fresh([[1.0, 2.0]]),
              fresh(np.array([1.5, None])), fresh(np.array([1 + 2j]))],
    "blend": [same_blend, fresh([1.0], [2.0], np.float64(0.5)), fresh([1, 2], [3, 4], 0.5),
              fresh([1.0, 2.0], [3.0], 0.5), fresh([1e308, 1e308], [1e308, 1.0], 3.0),
              fresh(np.array([0.1], dtype="f4"), [0.3], 0.25)],
    "item": [fresh([1.5, 2.5], 0), fresh([1.5], -1), fresh([1.5], 1), fresh([1, 2], 0),
             fresh([[1, 2]], 0), fresh([True], 0), fresh([1.5], np.int64(0))],
    "store": [fresh([1.5], 0, 2.5), fresh([1], 0, 2.5), fresh([1.5], 3, 0.5), read_only,
              fresh(np.array([1], dtype="i1"), 0, 127), fresh([1.5], -1, 3)],
    "reciprocals": [fresh([1.0, 2.0], [0.0, 0.0]), fresh([0.0, 2.0], [0.0, 0.0]),
                    fresh([1, 2], [0.0, 0.0])],
    "doubled": [fresh([1, 2], [0, 0]), fresh([2**62, 1], [0, 0]),
                fresh(np.array([100], dtype="i1"), [0]), fresh([1.5], [0])],
    "largest": [fresh([1.5, 2.5]), fresh([np.nan, 1.0]), fresh(np.empty(0)), fresh([3, 5])],
    "running": [fresh([1.0, 2.0], [0, 0]), fresh([1e308] * 4, [0.0] * 4), same],
    "integers_total": [fresh([1, 2, 3]), fresh([2**62, 2**62]), fresh([True, True]),
                       fresh([0.5])],
    "scalar_arithmetic": [
        fresh(np.float64(1.5), 2.0), fresh(1.5, np.float64(2.0)),
        fresh(np.float64(1.0), np.float64(0.0)), fresh(np.int32(2**31 - 1), 1),
        fresh(np.int64(5), 2), fresh(np.float32(0.1), 0.2), fresh(1.5, 2.0)],
    "scalar_loop": [fresh(0.5, 3), fresh(np.float64(0.5), 3), fresh(np.float32(0.1), 3),
                    fresh(0.5, np.int64(3))],
    "count_above": [fresh([1, 2, 3], 1.5), fresh([1.0], np.float64(0.5)),
                    fresh([[1.0]], 0.5), fresh([1.0, np.nan], 0.5)],
}

MAY_BE_SKELETONS = [
    "total", "item", "store", "reciprocals", "doubled", "largest", "integers_total",
    "scalar_arithmetic", "scalar_loop"]
