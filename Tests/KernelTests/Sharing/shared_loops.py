"""Loops whose passes are independent, and others that only look like it.

The tests run them on any number of threads.
"""


# Shared, each of them.

def inside(w, h, most):
    count = 0
    best = 0
    for y in range(h):
        ci = 2.0 * y / h - 1.0
        for x in range(w):
            cr = 3.0 * x / w - 2.0
            zr = zi = 0.0
            n = 0
            while n < most and zr * zr + zi * zi <= 4.0:
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                n += 1
            if n == most:
                count += 1
            if n > best:
                best = n
    return count, best


def pictured(w, h, most):
    rows = []
    for y in range(h):
        row = []
        for x in range(w):
            z = c = complex(3 * x / w - 2, 2 * y / h - 1)
            n = 0
            while n < most and z.real * z.real + z.imag * z.imag < 4.0:
                z = z * z + c
                n += 1
            row.append(n)
        rows.append(row)
    return rows


def steps(n):
    out = [-1]
    for i in range(n):
        x = i
        s = 0
        while x > 1:
            x = x // 2 if x % 2 == 0 else 3 * x + 1
            s += 1
        out.append(s)
    return out


def blurred(values, out):
    for i in range(len(values)):
        t = 0.0
        for j in range(5):
            t += values[(i + j) % len(values)] * j
        out[i] = t


def smoothed(values, out):
    for i in range(1, len(values)):
        for j in range(3):
            out[i - 1] += values[i] * j


def squeezed(values):
    for i in range(len(values)):
        for _ in range(4):
            values[i] = values[i] * values[i] % 1009


def extremes(values):
    low = high = values[0]
    total = 0
    for i in range(len(values)):
        v = values[i]
        for k in range(3):
            v = v * 31 % 1009 + k
        if v < low:
            low = v
        high = max(high, v)
        total -= v
    return low, high, total


def flags(values, wanted):
    found = False
    all_small = True
    for v in values:
        s = 0
        for j in range(v):
            s += j & 3
        if s == wanted:
            found = True
        all_small = all_small and s < 40
    return found, all_small


def weighted(rows, weights):
    out = []
    for row in rows:
        t = 0.0
        for j in range(len(weights)):
            t += row[j] * weights[j]
        out.append(t)
    return out


def total(values):
    result = 0
    for i in range(len(values)):
        v = values[i]
        for k in range(2):
            v = v // (values[i] + k)
        result += v + values[i]
    return result


def product(a, b):
    n = len(b)
    c = []
    for i in range(len(a)):
        row = [0.0] * n
        for j in range(n):
            t = 0.0
            for k in range(n):
                t += a[i][k] * b[k][j]
            row[j] = t
        c.append(row)
    return c


def product_into(a, b, c):
    for i in range(len(a)):
        for j in range(len(b[0])):
            c[i][j] = 0
            for k in range(len(b)):
                c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % 1009


def scaled_rows(rows, factors):
    for i in range(len(rows)):
        row = rows[i]
        for j in range(len(row)):
            row[j] = row[j] * factors[i] + 1


def row_sums(rows):
    return [sum(x * 0.1 for x in row) for row in rows]


def place(full, columns, left, right):
    if columns == full:
        return 1
    count = 0
    free = full & ~(columns | left | right)
    while free:
        bit = free & -free
        free ^= bit
        count += place(full, columns | bit, (left | bit) << 1,
                       (right | bit) >> 1)
    return count


def queens(n):
    full = (1 << n) - 1
    count = 0
    for column in range(n):
        bit = 1 << column
        count += place(full, bit, bit << 1, bit >> 1)
    return count


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def depths(n, most):
    total = 0
    for i in range(n):
        total += depth(i * most // n)
    return total


def diffused(old, new, steps):
    moved = 0
    for step in range(steps):
        for i in range(1, len(old) - 1):
            for j in range(1, len(old) - 1):
                new[i][j] = (old[i - 1][j] + old[i + 1][j] + old[i][j - 1]
                             + old[i][j + 1]) % (97 + step)
                moved += new[i][j] != old[i][j]
        old, new = new, old
    return old, moved


def triangle(rows, out):
    best = 0
    while len(rows) > best:
        for i in range(best, len(rows)):
            t = best
            for x in rows[i]:
                t = (t * 31 + x) % 1009
            out[i] = t
        best += 1 + out[best] % 3
    return best


# On one thread: a pass takes something from another, or leaves it behind.

def carried(n):
    x = 1
    for i in range(n):
        for j in range(2):
            x = (x * 3 + j) % 1000003
    return x


def neighbours(values):
    for i in range(1, len(values)):
        for _ in range(2):
            values[i] = (values[i] + values[i - 1]) % 1009


def last(n):
    y = 0
    for i in range(n):
        y = i
        for j in range(3):
            y = y * 3 % 101
    return y


def first_found(n, wanted):
    for i in range(n):
        for j in range(3):
            if i * j == wanted:
                return i
    return -1


def same_place(values, n):
    for i in range(n):
        for j in range(2):
            values[i // 2] = i + j


def order(values):
    total = 0.0
    for i in range(len(values)):
        for j in range(2):
            total += values[i] / (j + 1)
    return total


def mixed_totals(values):
    total = 0
    for v in values:
        for j in range(2):
            total += v
        if total < v:
            total = v
    return total


def seen_so_far(values):
    total = 0
    out = []
    for v in values:
        for j in range(2):
            total += v
        out.append(total)
    return out


def two_names(n):
    a = []
    b = a
    for i in range(n):
        row = [i] * 2
        for j in range(2):
            row[j] += j
        a.append(row)
        b.append(row)
    return a


def some_appended(n):
    out = []
    for i in range(n):
        s = 0
        for j in range(i):
            s += j
        if s % 2:
            continue
        out.append(s)
    return out


def other_rows(rows):
    for i in range(1, len(rows)):
        for j in range(len(rows[0])):
            rows[i][j] += rows[i - 1][j]


def turned(rows):
    n = len(rows)
    for i in range(n):
        for j in range(n):
            rows[j][i] = rows[i][j] + 1


def flag_switched(values):
    flag = False
    for v in values:
        for j in range(2):
            flag = True
        if v > 3:
            flag = False
    return flag


SHARED = [
    "inside", "pictured", "steps", "blurred", "smoothed", "squeezed",
    "extremes", "flags", "weighted", "total", "product", "product_into",
    "scaled_rows", "row_sums", "queens", "depths", "diffused", "triangle"]

SIZES = [0, 1, 2, 3, 4, 5, 13, 64, 257]


def numbers(n):
    return [(i * 7919) % 1000 + 1 for i in range(n)]


def floats(n):
    return [i * 0.37 - 3 for i in range(n)]


def square(n, step):
    return [[(i * 7 + j * step) % 11 for j in range(n)] for i in range(n)]


def halves(n, step):
    return [[x / 2 for x in row] for row in square(n, step)]


def twice(values):
    return values, values


def all_three(rows):
    return rows, rows, rows


def one_row_often(n):
    row = [1, 2, 3]
    return [row] * n, [i % 3 for i in range(n)]


def one_row_twice(n):
    rows = square(n, 3)
    rows[n // 2] = rows[-1]
    return rows, numbers(n)


def result_among_rows(n):
    rows = square(n, 3)
    return square(n, 2), rows, rows[1:] + [[0] * n]


def short_row(n):
    rows = [floats(7) for _ in range(n)]
    rows[n // 2] = [1.0]
    return rows, floats(7)


CALLS = {
    "inside": [(3, 4, 5)] + [(7, h, 20) for h in SIZES[2:8]],
    "pictured": [(3, 4, 5)] + [(7, h, 20) for h in SIZES[2:8]],
    "steps": [(n,) for n in SIZES[3:] + SIZES[:3]],
    "blurred": [(floats(n), [0.5] * n) for n in SIZES[3:] + SIZES[:3]]
        + [lambda: twice(floats(64))],
    "smoothed": [(floats(n), [0.5] * n) for n in SIZES[3:] + SIZES[:3]]
        + [lambda: twice(floats(64))],
    "squeezed": [(numbers(n),) for n in SIZES[3:] + SIZES[:3]],
    "extremes": [(numbers(n),) for n in SIZES[1:]],
    "flags": [(numbers(n), 3) for n in SIZES[3:] + SIZES[:3]]
        + [([1, 2, 3] * 9, w) for w in (0, 1, 3, 17)],
    "weighted": [([floats(9)] * n, floats(9)) for n in SIZES[3:] + SIZES[:3]],
    "total": [(numbers(n),) for n in SIZES[3:] + SIZES[:3]],
    "product": [(halves(n, 3), halves(n, 5)) for n in SIZES[2:7]]
        + [lambda: twice(halves(9, 4))],
    "product_into": [
        (square(n, 3), square(n, 5), square(n, 1)) for n in SIZES[2:7]]
        + [lambda: all_three(square(8, 3)), lambda: result_among_rows(8)],
    "scaled_rows": [(square(n, 3), numbers(n)) for n in SIZES[2:8]]
        + [lambda: one_row_often(9), lambda: one_row_twice(9)],
    "row_sums": [(halves(n, 3),) for n in SIZES[2:8]],
    "queens": [(n,) for n in range(5, 9)],
    "depths": [(8, 50), (9, 300), (1, 300)],
    "diffused": [(square(n, 3), square(n, 5), 4) for n in SIZES[2:8]]
        + [lambda: (*twice(square(9, 2)), 3),
           lambda: (*all_three(square(9, 2))[:1], square(9, 2), 70)],
    "triangle": [(square(n, 3), [0] * n) for n in SIZES[2:8]],
    "carried": [(n,) for n in SIZES],
    "neighbours": [(numbers(n),) for n in SIZES[3:]],
    "last": [(n,) for n in SIZES],
    "first_found": [(n, 8) for n in SIZES],
    "same_place": [(numbers(n), n) for n in SIZES[3:]],
    "order": [(floats(n),) for n in SIZES[3:]],
    "mixed_totals": [(numbers(n),) for n in SIZES[3:]],
    "seen_so_far": [(numbers(n),) for n in SIZES[3:]],
    "two_names": [(n,) for n in SIZES],
    "some_appended": [(n,) for n in SIZES],
    "other_rows": [(square(n, 3),) for n in SIZES[3:8]],
    "turned": [(square(n, 3),) for n in SIZES[3:8]],
    "flag_switched": [(numbers(n),) for n in SIZES[3:]],
}

# An exception, or a number too large, in the middle.
FALLS_BACK = {
    "blurred": [(floats(n), [0.5] * (n - k)) for n in (13, 64, 257)
                for k in (1, n // 2, n - 2)],
    "smoothed": [(floats(64), [0.5] * 30)],
    "total": [(numbers(n) + [0] + numbers(n),) for n in (2, 20, 200)]
        + [(numbers(50) + [2**62, 2**62],), ([2**62] * 50,)],
    "weighted": [short_row(n) for n in (5, 64)],
    "product": [(halves(9, 3), halves(9, 3)[:8] + [[1.0]])],
    "product_into": [(square(9, 2), square(9, 3), square(9, 4)[:5])],
    "scaled_rows": [([[2**k] for k in range(45)], [2**20] * 45),
                    (square(9, 2), numbers(5))],
    "diffused": [(square(9, 2), square(9, 3)[:6], 2)],
    "depths": [(40, 5000)],
    "extremes": [([],)],
}

# A part's sum may be too large where that of all is not.
EITHER = {"total": [([2**61, 1, -2**61] * 9,)]}
