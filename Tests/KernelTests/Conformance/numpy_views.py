"""Arrays of any rank and order in memory, their rows and slices, and new ones."""

import numpy as np


def cube_sum(a):
    total = 0.0
    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            for k in range(a.shape[2]):
                total += a[i, j, k]
    return total


def cube_blur(a, out):
    depth, rows, columns = a.shape
    for z in range(1, depth - 1):
        for y in range(1, rows - 1):
            for x in range(1, columns - 1):
                out[z, y, x] = (a[z - 1, y, x] + a[z + 1, y, x] + a[z][y][x - 1]
                                + a[z, y][x + 1]) / 4


def four(a, i):
    return a[i, 0, 1, 0], a[-1][0][1, 0], a.ndim, a.size, a.shape, len(a)


def gray(image, out):
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            r, g, b = image[y, x, 0], image[y, x, 1], image[y, x, 2]
            out[y, x] = (int(r) * 299 + int(g) * 587 + int(b) * 114) // 1000


def row_totals(a):
    result = []
    for row in a:
        total = 0
        for v in row:
            total += int(v)
        result.append(total)
    return result


def interior(a):
    inner = a[1:-1, 1:-1]
    total = 0.0
    for i in range(inner.shape[0]):
        for j in range(inner.shape[1]):
            total += inner[i, j]
    return total


def parts(a, i, k):
    row = a[i, :]
    column = a[:, k]
    tail = a[i:, ::-2]
    return row[0], column[-1], tail[0, 0], len(column), tail.shape, a.T[k, i]


def clear(a, i, x):
    a[i] = x
    a[:, 0] = 7
    a[1:3, 2:] = x + 1
    a[::2, 1] += 5


def shift(a):
    a[1:] = a[:-1]


def shift_rows(a, b):
    a[0] = b
    a[1:, :] = b
    a[:, 1] = [1, 2, 3]


def set_through(a):
    for row in a:
        row[0] = 9
        first = row[1:]
        first[0] = 8
    column = a[:, 2]
    for i in range(len(column)):
        column[i] = i


def table(n):
    dp = np.zeros((n + 1, n + 1), dtype=np.int64)
    for i in range(n + 1):
        dp[i, 0] = 1
        for j in range(1, i + 1):
            dp[i, j] = dp[i - 1, j - 1] + dp[i - 1, j]
    return dp


def made(n, x):
    a = np.ones(n)
    b = np.full((2, n), x)
    c = np.empty(n, dtype="int32")
    for i in range(n):
        c[i] = i * i
    d = np.full(n, 3, dtype=np.uint8)
    e = np.zeros((n, 2), bool)
    e[0, 1] = True
    return a, b, c, d, e, np.arange(n), np.arange(n, -3, -2)


def alike(a):
    b = np.zeros_like(a)
    c = np.empty_like(a, dtype=np.float32)
    d = np.ones_like(a)
    e = np.full_like(a, 7)
    b[0] = a[0]
    c[:] = 0.1
    return b, c, d, e


def from_lists(rows, values):
    a = np.array(values)
    b = np.array(rows, dtype=np.float32)
    c = np.array([1, 2, 3])
    d = np.array([[0.5, 1.5], [2.5, values[0]]])
    return a, b, c, d, c[0] + c[1]


def same_twice(n):
    a = np.zeros(n)
    a[0] = 1
    return a, a, a[1:]


def swap_buffers(a, steps):
    front = a.copy()
    back = np.zeros_like(a)
    for _ in range(steps):
        for i in range(1, len(front) - 1):
            back[i] = 0.5 * (front[i - 1] + front[i + 1])
        front, back = back, front
    return front


def view_of(a, i):
    return a[i]


def window(a, i, j):
    return a[i:j]


def block(a):
    return a[1:, :2]


def prefix(a):
    out = np.zeros(len(a) + 1, dtype=a.dtype)
    for i in range(len(a)):
        out[i + 1] = out[i] + a[i]
    return out


def fill_one(a, x):
    a.fill(x)
    b = a.copy()
    b[0, 0] = 1
    return b


def helper(a, i):
    a[i] = a[i] * 2
    return a[i]


def through_calls(a):
    total = 0.0
    for i in range(len(a)):
        total += helper(a, i)
    return total


def new_row(n):
    row = np.zeros(n)
    row[0] = n
    return row


def from_calls(n):
    total = 0.0
    for i in range(1, n):
        total += new_row(i)[0]
    return total


def cube(*shape, dtype="f8"):
    size = 1
    for n in shape:
        size *= n
    return (np.arange(size).reshape(shape) * 1.5 - 4).astype(dtype)


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


def read_only():
    values = cube(3, 4, dtype="i4")
    values.flags.writeable = False
    return values, 1, 5


def shared():
    a = cube(4, 4)
    return a, a[0]


A2 = cube(4, 5)
I2 = cube(3, 4, dtype="i4")

CALLS = {
    "cube_sum": [lambda: (cube(2, 3, 4),), lambda: (cube(4, 3, 6)[::-2, :, 1::3],),
                 lambda: (cube(2, 3, 4).T,), lambda: (cube(2, 0, 4),)],
    "cube_blur": [lambda: (cube(4, 3, 5), np.zeros((4, 3, 5))),
                  lambda: (cube(5, 3, 4).T, np.zeros((8, 3, 5))[::2])],
    "four": [lambda: (cube(2, 1, 3, 2), 1), lambda: (cube(2, 3, 1, 2).T, -1)],
    "gray": [lambda: (cube(4, 5, 3, dtype="u1"), np.zeros((4, 5), "u1"))],
    "row_totals": [lambda: (cube(3, 4, dtype="i4"),), lambda: (cube(0, 4, dtype="i4"),)],
    "interior": [fresh(A2), lambda: (A2.T,), lambda: (A2[:1],)],
    "parts": [fresh(A2, 1, 2), lambda: (A2.T[::-1], 0, -1), fresh(A2, -1, -2)],
    "clear": [fresh(I2, 1, 5), lambda: (cube(4, 3, dtype="i4").T, 0, 5)],
    "shift": [fresh(np.arange(6.0)), lambda: (np.arange(12.0)[::-2],)],
    "shift_rows": [fresh(cube(3, 4), np.arange(4.0))],
    "set_through": [fresh(I2), lambda: (cube(4, 3, dtype="i4").T,)],
    "table": [(6,), (0,)],
    "made": [(4, 2.5), (1, -0.0)],
    "alike": [fresh(np.array([3.5, 2])), lambda: (np.arange(8.0)[::-3],)],
    "from_lists": [([[1, 2], [3, 4]], [0.5, 2.5]), ([[1], [3]], [-0.0])],
    "same_twice": [(4,), (1,)],
    "swap_buffers": [fresh(np.arange(7.0) ** 2, 3)],
    "view_of": [fresh(A2, 1), fresh(A2, -1)],
    "window": [fresh(np.arange(6.0), 1, 4), fresh(np.arange(6.0), 4, 1)],
    "block": [fresh(A2)],
    "prefix": [fresh(np.array([1, 2, 3], "i4")), fresh(np.array([], "i4"))],
    "fill_one": [fresh(I2, 3)],
    "through_calls": [fresh(np.arange(4.0)), lambda: (np.arange(8.0)[::-2],)],
    "from_calls": [(6,)],
}

FALLS_BACK = {
    "cube_sum": [lambda: (cube(2, 3),), lambda: (cube(2, 3, 4, dtype="f4"),)],
    "four": [lambda: (cube(2, 1, 2, 2), 2)],
    "clear": [read_only, fresh(I2, 3, 5)],
    "table": [(-2,), (70,)],
    "from_lists": [([[1, 2], [3]], [0.5]), ([], [0.5])],
    "shift_rows": [fresh(cube(3, 5), np.arange(4.0)), shared],
    "prefix": [fresh(np.array([2**31 - 1, 2, 3], "i4"))],
}

EITHER = {
    "made": [(0, 2.5), (-1, 2.5)],
    "view_of": [fresh(A2, 9), lambda: (A2.T, 1), lambda: (A2[::-1, ::2], 1)],
    "window": [lambda: (np.arange(9.0)[::-2], 1, 3)],
    "alike": [fresh(A2), lambda: (A2.T,), fresh(np.empty(0))],
    "same_twice": [(0,)],
    "parts": [fresh(A2, 4, 0)],
}
