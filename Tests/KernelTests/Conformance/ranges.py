"""Loops over ranges: checks that stand before them, and counters."""

from array import array


def copied(values, n):
    out = [0] * n
    for i in range(n):
        out[i] = values[i]
    return out


def shifted(values, n):
    total = 0
    for i in range(1, n):
        total += values[i] - values[i - 1]
        values[i - 1] = total
    return total


def ahead(values, n):
    for i in range(n):
        values[i] = values[i + 1] * 2
    return values


def guarded(values, n):
    total = 0
    for i in range(n):
        if i >= len(values):
            break
        total += values[i]
    return total


def sometimes(values, n):
    total = 0
    for i in range(n):
        if i % 2 == 0 or values[i] > 3:
            total += i
        total += values[i] if i < len(values) else 100
    return total


def skipping(values, n):
    total = 0
    for i in range(n):
        if i == 7:
            continue
        total += values[i]
    return total


def stepped(values, first, end):
    total = 0
    for i in range(first, end, 3):
        total = total * 2 + values[i]
        values[i] = 0
    return total


def backwards(values, n):
    out = []
    for i in range(n - 1, -1, -1):
        out.append(values[i])
    return out


def changing(values, n):
    for i in range(n):
        x = values[i]
        i = i + 1
        values[i] = x
    return values


def late(values, n):
    for i in range(n):
        if n > 100:
            other = values
    for i in range(n):
        other = values if i == 0 else other
        values[i] += other[0]
    return values


def maybe_unset(values, n, flag):
    if flag:
        other = values
    total = 0
    for i in range(n):
        total += other[i]
    return total


def nested(rows, n):
    total = 0
    for i in range(n):
        row = rows[i]
        for j in range(n):
            total += row[j] * rows[j][i]
    return total


def growing(values, n):
    for i in range(n):
        values.append(values[i] + 1)
    return values


def buffered(values, out, n):
    for i in range(n):
        out[i] = values[i] * 0.5
    return out


def rebound(a, b, n):
    total = 0
    for i in range(n):
        total += a[i]
        a, b = b, a
    return total


def counted(values):
    count = above = 0
    low = 10
    for v in values:
        count += 1
        if v > 3:
            above = above + 1
        else:
            low -= 200
    return count, above, low


def restarted(n, start):
    count = start
    for i in range(n):
        count += 1
        if count > 5:
            count = 0
    return count


def doubling(n):
    x = 1
    for i in range(n):
        x += 1
        x = x * 2
    return x


def carried(n):
    low = 0
    high = 0
    for i in range(n):
        low += 1
        high = low * 4611686018427387904
    return low, high


def added(n, step):
    x = 0
    for i in range(n):
        x += step
    return x


def alternating(n):
    a = 0
    b = 0
    for i in range(n):
        a = b
        b = a + 3
        a += 1
    return a, b


def squares(limit):
    flags = [True] * (limit + 1)
    i = 2
    while i * i <= limit:
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
        i += 1
    return [k for k in range(2, limit + 1) if flags[k]]


V = [5, 1, 4, 2, 3]
CALLS = {
    "copied": [(V, 5), (V, 2), (V, 0), (V, -3)],
    "shifted": [(V, 5), (V, 1), (V, 0)],
    "ahead": [(V, 4), (V, 0)],
    "guarded": [(V, 9), (V, 3), ([], 2)],
    "sometimes": [(V, 5), (V, 0)],
    "skipping": [(V, 5)],
    "stepped": [(V, 0, 5), (V, 1, 5), (V, 4, 5), (V, 4, 1), (V, 2, 4)],
    "backwards": [(V, 5), (V, 0)],
    "changing": [(V, 4), (V, 0)],
    "late": [(V, 5)],
    "maybe_unset": [(V, 5, True), ([], 0, True)],
    "nested": [([[1, 2], [3, 4]], 2), ([[1, 2, 3], [3, 4, 5]], 2), ([], 0)],
    "growing": [(V, 5), (V, 9)],
    "buffered": [
        lambda: (array("d", [1.0, 2.0]), array("d", [0.0] * 3), 2),
        lambda: (array("d", [1.0, 2.0]), array("d"), 0)],
    "rebound": [(V, [1] * 5, 5)],
    "counted": [(V,), ([],)],
    "restarted": [(20, 0), (0, 7), (9, 3)],
    "doubling": [(20,)],
    "carried": [(1,), (0,)],
    "added": [(3, 5), (3, -(2 ** 60))],
    "alternating": [(9,)],
    "squares": [(50,), (2,), (1,)],
}

FALLS_BACK = {
    "copied": [(V, 6)],
    "shifted": [(V, 7)],
    "ahead": [(V, 5)],
    "stepped": [(V, 0, 7), (V, 2, 6)],
    "changing": [(V, 5)],
    "maybe_unset": [(V, 5, False)],
    "nested": [([[1, 2], [3]], 2)],
    "buffered": [lambda: (array("d", [1.0, 2.0]), array("d", [0.0]), 2)],
    "rebound": [(V, [1], 5)],
    "skipping": [(V, 9)],
    "doubling": [(70,)],
    "carried": [(2,)],
    "added": [(9, 2 ** 60)],
}

EITHER = {
    "stepped": [(V, -1, 3)],
    "sometimes": [(V, 8)],
    "maybe_unset": [([], 0, False)],
    "squares": [(0,)],
    "restarted": [(1, 2 ** 63 - 1)],
}
