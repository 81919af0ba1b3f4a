"""NumPy's types: narrow integers wrap and warn, float32 rounds, bools count."""

import numpy as np


def image_histogram(image, bins):
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            bins[image[i, j]] += 1


def brighten(image, k):
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            v = int(image[i, j]) + k
            image[i, j] = 255 if v > 255 else max(v, 0)


def life(cells, out):
    rows, columns = cells.shape
    for i in range(rows):
        for j in range(columns):
            around = 0
            for di in (-1, 0, 1):
                for dj in (-1, 0, 1):
                    if di or dj:
                        around += cells[(i + di) % rows, (j + dj) % columns]
            if cells[i, j] == 1 and (around == 2 or around == 3):
                out[i, j] = 1
            elif cells[i, j] == 0 and around == 3:
                out[i, j] = 1
            else:
                out[i, j] = 0


def total(values):
    total = 0
    for v in values:
        total += v
    return total


def total_float(values):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total


def sums(a, b, out):
    for i in range(len(a)):
        out[i] = a[i] + b[i]


def products(a, b, out):
    for i in range(len(a)):
        out[i] = a[i] * b[i] - b[i]


def quotients(a, b, out):
    for i in range(len(a)):
        out[i] = a[i] / b[i]


def scaled(a, k, out):
    for i in range(len(a)):
        out[i] = a[i] * k + 1


def item(a, i):
    return a[i]


def operators(a, i, j):
    x, y = a[i], a[j]
    return x + y, x - y, x * y, x / y, x // y, x % y, -x, abs(x)


def bit_operators(a, i, k):
    x = a[i]
    return x & k, x | k, x ^ k, ~x, x << 1, x >> 1


def float_operators(a, i, j):
    x, y = a[i], a[j]
    return x + y, x - y, x * y, x / y, (-x, abs(x), x + 1, 2.5 * x, 1 / x, x - 0.1)


def double_operators(a, i, j):
    x, y = a[i], a[j]
    return x // y, x % y, x ** 2, x ** y, x // 2, 7 % x


def mixed_types(a, b, i):
    return a[i] + b[i], a[i] * b[i], a[i] / b[i]


def comparisons(a, i, k):
    count = 0
    if a[i] == k:
        count += 1
    if a[i] < k:
        count += 10
    if a[i] >= k:
        count += 100
    if k != a[i]:
        count += 1000
    return count


def largest(a):
    best = a[0]
    for i in range(1, len(a)):
        if a[i] > best:
            best = a[i]
    return best


def largest_pair(a, b):
    return max(a[0], b[0]), min(a[0], 3)


def store(a, i, value):
    a[i] = value


def stores(a, values):
    for i in range(len(values)):
        a[i] = values[i]


def steps(a):
    for i in range(1, len(a)):
        a[i] += a[i - 1]


def sieve(flags):
    for i in range(2, len(flags)):
        if flags[i]:
            for j in range(i * i, len(flags), i):
                flags[j] = False


def count_true(flags):
    count = 0
    for flag in flags:
        if flag:
            count += 1
    return count


def count_marked(flags):
    count = 0
    for i in range(len(flags)):
        count += flags[i]
    return count


def mask_of(a, k, out):
    for i in range(len(a)):
        out[i] = a[i] > k


def running_mean(a, out, k):
    acc = 0.0
    for i in range(len(a)):
        acc += float(a[i])
        if i >= k:
            acc -= float(a[i - k])
        out[i] = acc / k


def lookup(table, indices):
    total = 0
    for i in indices:
        total += table[i]
    return total


def as_python(a):
    result = []
    for v in a:
        result.append(int(v) * 3)
    return result


def floats_of(a):
    return [float(v) * 0.5 for v in a]


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


def of(values, dtype):
    return np.array(values, dtype=dtype)


def read_only():
    image = IMAGE.copy()
    image.flags.writeable = False
    return image, 1


U1, I1, I2, U2, I4, U4 = "u1", "i1", "i2", "u2", "i4", "u4"
U8, F4, F8, I8, B1 = "u8", "f4", "f8", "i8", "?"
IMAGE = np.arange(60, dtype=U1).reshape(6, 10) * 5
CELLS = (np.arange(48).reshape(6, 8) * 7 % 5 == 0).astype(I4)

CALLS = {
    "image_histogram": [fresh(IMAGE, np.zeros(256, I8)), fresh(IMAGE.T, np.zeros(256, I8)),
                        lambda: (IMAGE[::-2, 1::3], np.zeros(256, I8))],
    "brighten": [fresh(IMAGE, 20), fresh(IMAGE, -300), lambda: (IMAGE.copy().T, 7)],
    "life": [fresh(CELLS, np.zeros((6, 8), I4))],
    "sieve": [fresh(np.ones(60, bool))],
    "count_true": [fresh(of([1, 0, 1, 1], B1)), fresh(of([], B1))],
    "count_marked": [fresh(of([1, 0, 1, 1], B1)), fresh(of([], B1)), fresh(of([1], B1))],
    "total": [fresh(of([3, 5, 7], I4)), fresh(of([], I4)), fresh(of([2**31 - 1], I4))],
    "total_float": [fresh(of([0.1, 0.2, 0.7], F4)), fresh(of([], F4)),
                    fresh(of([1e38, 1e30, np.nan, np.inf], F4))],
    "sums": [fresh(of([1, 2], I4), of([3, 4], I4), of([0, 0], I4))],
    "products": [fresh(of([1.1, 2.2], F4), of([0.3, 4.7], F4), of([0, 0], F4)),
                 fresh(of([1.1, np.nan], F4), of([2, 4.7], F4), of([0, 0], F4))],
    "quotients": [fresh(of([1, 200], U1), of([3, 7], U1), of([0, 0], F8))],
    "scaled": [fresh(of([1, 2], I4), 3, of([0, 0], I4))],
    "item": [fresh(of([1, 2], I2), 0), fresh(of([1, -2], I2), -1)],
    "operators": [fresh(of([7, 3, -5], I4), 0, 1), fresh(of([7, 3, -5], I4), 2, 1)],
    "bit_operators": [fresh(of([12, 200], U2), 0, 10), fresh(of([12, 200], U2), 1, 255)],
    "float_operators": [fresh(of([0.1, 3.7, -5], F4), 0, 1)],
    "double_operators": [fresh(of([0.1, 3.7, -5.5], F8), 1, 2),
                         fresh(of([0.1, 3.7, 5.5], F8), 0, 1)],
    "mixed_types": [fresh(of([5, 6], I2), of([1.3, 2], F4), 0)],
    "comparisons": [fresh(of([0.1, 0.5], F4), 0, 0.1), fresh(of([0.1, 0.5], F4), 1, 0.5)],
    "largest": [fresh(of([3, 250, 7], U1)), fresh(of([9], U1))],
    "largest_pair": [fresh(of([3], I2), of([250], I2)), fresh(of([3], I2), of([3], I2))],
    "stores": [fresh(of([0, 0, 0], F4), [0.1, 1e-60, 3.5])],
    "steps": [fresh(of([1, 2, 3], I8)), lambda: (of([9, 1, 8, 2, 7, 3], I8)[::-2],)],
    "mask_of": [fresh(of([1, 5], I4), 3, of([0, 0], B1))],
    "running_mean": [fresh(of([1, 5, 200, 7], U1), of([0, 0, 0, 0], F8), 2)],
    "lookup": [fresh(of([1.5, 2.5, 3.5], F8), of([2, 0, 1, 1], I4))],
    "as_python": [fresh(of([1, 5, 200, 7], U1))],
    "floats_of": [fresh(of([0.1, 0.5], F4))],
}

FALLS_BACK = {
    "life": [fresh(CELLS.astype(I8), np.zeros((6, 8), I4))],
    "total": [fresh(of([2**31 - 1, 1], I4)), fresh(of([-2**31, -1], I4))],
    "sums": [fresh(of([2**31 - 1, 2], I4), of([3, 4], I4), of([0, 0], I4)),
             fresh(of([1, 2], I4), of([3, 4], I4), of([0], I4))],
    "scaled": [fresh(of([1, 2], I4), 2**31, of([0, 0], I4))],
    "stores": [fresh(of([0, 0, 0], F4), [0.1, 1e60, 3.5])],
    "brighten": [read_only],
    "quotients": [fresh(of([1, 200], U1), of([3, 0], U1), of([0, 0], F8))],
    "operators": [fresh(of([7, 0, -5], I4), 0, 1), fresh(of([7, -2**31], I4), 1, 0)],
    "total_float": [fresh(of([3e38, 3e38], F4))],
}

EITHER = {
    "store": [fresh(of([0], I1), 0, 127), fresh(of([0], I1), 0, 128), fresh(of([0], I1), 0, -1.7),
              fresh(of([0], U1), 0, -0.5), fresh(of([0], U1), 0, -2), fresh(of([0], B1), 0, 2),
              fresh(of([0], U1), 0, np.float64(260.5)), fresh(of([0], I1), 0, np.int64(300)),
              fresh(of([0], B1), 0, 0.5), fresh(of([0], F4), 0, 0.1), fresh(of([0], F4), 0, 1e300),
              fresh(of([0], U8), 0, 2**63), fresh(of([0], I2), 0, np.nan), fresh(of([0], I4), 0, True)],
    "item": [fresh(of([2**63 + 5], U8), 0), fresh(of([5], U8), 0), fresh(of([1.5], "f2"), 0),
             fresh(of([1 + 2j], "c16"), 0), fresh(of([True], B1), 0), fresh(of([7], "q"), 0),
             fresh(of([7], ">i4"), 0), fresh(of([0.1], F4), 0), fresh(of([7], U4), 0)],
    "operators": [fresh(of([100, 3], I1), 0, 1), fresh(of([100, 100], I1), 0, 1),
                  fresh(of([3, 5], U1), 0, 1), fresh(of([-128, -1], I1), 0, 1)],
    "bit_operators": [fresh(of([3, 5], I8), 0, -1), fresh(of([3, 5], U1), 0, 256),
                      fresh(of([200, 5], U1), 0, 1), fresh(of([1, 0], B1), 0, True)],
    "float_operators": [fresh(of([1e38, 3e38], F4), 0, 1), fresh(of([0.0, 1], F4), 0, 1),
                        fresh(of([0.1, 0], F4), 0, 1), fresh(of([1e300, 1e10], F8), 0, 1)],
    "double_operators": [fresh(of([1.5, 0], F8), 0, 1), fresh(of([np.inf, 2], F8), 0, 1),
                         fresh(of([-8, 1 / 3], F8), 0, 1), fresh(of([-0.0, 3], F8), 0, 1),
                         fresh(of([1e200, 2], F8), 0, 1), fresh(of([np.nan, 2], F8), 0, 1)],
    "mixed_types": [fresh(of([5], I4), of([1.3], F4), 0), fresh(of([5], I8), of([1.3], F4), 0),
                    fresh(of([5], U1), of([-3], I1), 0), fresh(of([1], B1), of([2], I2), 0),
                    fresh(of([5], U8), of([3], I8), 0), fresh(of([1], B1), of([1], B1), 0)],
    "comparisons": [fresh(of([200], U1), 0, 300), fresh(of([200], U1), 0, 200.5),
                    fresh(of([2**53 + 1], I8), 0, float(2**53)), fresh(of([0.1], F4), 0, 1e300),
                    fresh(of([16777217], I4), 0, 16777216.0), fresh(of([np.nan], F4), 0, 1)],
    "total": [fresh(of([1, 2], I8)), fresh(of([0.1], F4)), fresh(of([1, 1], B1)),
              fresh(of([200, 100], U1)), fresh(of([2, 3], U8))],
    "lookup": [fresh(of([1, 2], I4), of([0, 1, -1], I8)), fresh(of([1, 2], I4), of([2], I4)),
               fresh(of([1, 2], I4), of([True], B1))],
}

EXAMPLES = {"operators": 2, "comparisons": 2, "total": 2}
