"""Lists whose items only count, and lists that a loop makes anew."""


def climb(n):
    heights = [0]
    for i in range(n):
        heights.append(heights[i] + 7)
    return heights


def climb_from(start, n):
    heights = [start]
    for i in range(n):
        heights.append(heights[i] + 1)
    return heights


def doubled(n):
    values = [1]
    for i in range(n):
        values.append(values[i] + values[i])
    return values


def strides(n):
    values = [0]
    for i in range(n):
        values.append(values[i] + 10**18)
    return values


def falls(n):
    values = [5]
    for i in range(n):
        values.append(values[i] - 256)
    return values


def crossed(n):
    values = [1, 1]
    for _ in range(n):
        x = values[0] + 1
        values[1] = x
        values[0] = values[1] + x
    return values


def poured(other, n):
    values = other[:]
    values.append(0)
    for _ in range(n):
        values[0] = values[0] + 1
    return values


def lent(table, n):
    own = [0]
    rows = [own, table]
    for i in range(n):
        rows[i % 2][0] = rows[i % 2][0] + 1
    return own[0]


def longest_common(a, b):
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + 1
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j])
    return table


def tallest(n):
    values = [0, 0, 0]
    for i in range(n):
        best = values[i % 3]
        if values[(i + 1) % 3] > best:
            best = values[(i + 1) % 3]
        values[i % 3] = best + 1
    return values


def rows_of(base, n):
    rows = []
    for i in range(n):
        row = base[:]
        row.append(i)
        rows.append(row)
    return rows


def forgotten_rows(base, n):
    total = 0
    for i in range(n):
        row = base[:]
        row.append(i)
        row[0] += i
        total += row[0] * 3 + len(row)
        row.pop()
    return total


def other_name(base, n):
    row = base[:]
    total = 0
    for i in range(n):
        other = row
        row = base[:]
        row.append(i)
        total += len(other) * 10 + row[-1]
    return total


def gone_through(base):
    row = base[:]
    row.append(0)
    total = 0
    for x in row:
        row = base[1:]
        row.append(x)
        total = total * 2 + x + len(row)
    return total


def of_itself(base, n):
    row = base[:]
    total = 0
    for i in range(n):
        row = row[1:]
        row.append(i)
        total = total * 3 + row[0]
    return total


def zeros(n, m):
    total = 0
    for i in range(n):
        row = [0] * (i % m - 1)
        row.append(1)
        for j in range(len(row)):
            row[j] += i
        for item in row:
            total += item
    return total


def backwards(base, n):
    total = 0.0
    for i in range(n):
        row = base[i:-1:2]
        row.append(0.5)
        other = base[::-1]
        other.append(0.25)
        for item in row:
            total = total * 0.5 + item
        total += other[0] + len(other)
    return total


def last_row(base, n):
    row = base[:]
    for i in range(n):
        row = base[i:]
        row.append(i)
    return row


def flips(n):
    order = list(range(n))
    most = 0
    for turn in range(n):
        work = order[:]
        work[:turn + 1] = work[turn::-1]
        while work[0] and most < 1000:
            first = work[0]
            work[:first + 1] = work[first::-1]
            most += 1
        order.append(order.pop(0))
    return most


CALLS = {
    "climb": [(5,), (0,), (300,)],
    "climb_from": [(5, 3), (2**63 - 4, 3), (-2**63, 2)],
    "doubled": [(5,), (61,)],
    "strides": [(5,), (9,)],
    "falls": [(5,), (200,)],
    "crossed": [(5,), (58,)],
    "poured": [([1, 2], 3), ([2**63 - 3], 2)],
    "longest_common": [([1, 2, 3, 1], [2, 1, 3]), ([1], []), ([1], [1])],
    "tallest": [(5,), (100,), (0,)],
    "rows_of": [([1, 2], 3), ([], 2), ([5], 0)],
    "forgotten_rows": [([1, 2], 3), ([0], 0), ([7] * 40, 9), ([], 2)],
    "other_name": [([1, 2], 3), ([], 4), ([1], 0)],
    "gone_through": [([1, 2, 3],), ([4],)],
    "of_itself": [([1, 2], 5), ([3], 4)],
    "zeros": [(9, 4), (0, 1), (50, 17)],
    "backwards": [([1.0, 2.0, 3.5, 4.0], 3), ([1.0], 1), ([2.0] * 30, 25)],
    "last_row": [([1, 2, 3], 2), ([1], 0), ([], 3)],
    "flips": [(7,), (1,), (12,)],
}

FALLS_BACK = {
    "climb_from": [(2**63 - 3, 3)],
    "doubled": [(64,)],
    "strides": [(10,)],
    "crossed": [(70,)],
    "poured": [([2**63 - 2], 2)],
    "forgotten_rows": [([2**63 - 1], 2)],
}

EITHER = {
    "lent": [([3], 5), ([2**63 - 1], 2), ([2**63 - 1], 1)],
}

MAY_BE_SKELETONS = ["lent"]
