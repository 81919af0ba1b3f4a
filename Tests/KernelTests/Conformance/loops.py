"""Loops: lists that grow, rows, lists under two names, arrays in place."""
from array import array


def rows_of_distances(a, b):
    previous = list(range(len(b) + 1))
    for i in range(len(a)):
        current = [i + 1]
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            current.append(min(previous[j + 1] + 1, current[j] + 1,
                               previous[j] + cost))
        previous = current
    return previous


def sums_from(first, start, end):
    totals = [first, first * 2]
    for i in range(start, end):
        totals.append(totals[i] + totals[i + 1])
    return totals


def sums_of_last(n):
    totals = [1, 1]
    for i in range(2, n):
        totals.append(totals[i - 1] + totals[i - 2])
    return totals, len(totals)


def changed_on_the_way(n):
    items = [3, 4]
    for i in range(n):
        items[i] += 10
        items.append(items[i + 1] * 2 + items[i])
    return items


def appended_twice(n):
    items = [0]
    for i in range(n):
        items.append(items[i] + 1)
        items.append(len(items))
    return items


def appended_some(values):
    kept = []
    for value in values:
        if value % 3 == 0:
            continue
        if value > 90:
            break
        kept.append(value * 2)
    return kept, len(kept)


def appended_in_parts(n, m):
    flat = []
    for i in range(n):
        for j in range(m):
            flat.append(i * m + j)
        if flat:
            flat[-1] = -flat[-1]
    return flat


def extended_by_self(values, n):
    for i in range(n):
        values.append(values[i])
    return len(values)


def under_two_names(first, second):
    for value in first:
        if len(second) > 6:
            break
        second.append(value + 1)
    return first, second


def both_grow(first, second, n):
    second.append(n)
    for i in range(n):
        first.append(i + len(second))
        second[0] += 1
    return first, second


def one_shrinks(first, second):
    first.append(0)
    total = 0
    for i in range(len(first)):
        if second:
            second.pop()
        total += len(first)
        if i < len(first):
            first[i] = total
    return total


def inner_grows(rows, extra, n):
    extra.append(n)
    for i in range(n):
        extra.append(len(rows[0]))
        rows[0].append(i)
    return rows, extra


def copied_to(source, target):
    for i in range(len(source)):
        target.append(source[i] * 2)
    return target


def alias_grows(n):
    one = [1]
    two = one
    for i in range(n):
        one.append(two[i] + len(two))
    return two


def made_in_loop(n):
    rows = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(i * j)
        rows.append(row)
    return rows


def words_appended(names):
    found = []
    for name in names:
        found.append(name + "!")
    return found


def first_beyond(values, limit):
    seen = [0]
    for i in range(len(values)):
        seen.append(seen[i] + values[i])
        if seen[i + 1] > limit:
            return seen
    return seen


def pushed_and_popped(values):
    stack = []
    for value in values:
        while stack and stack[-1] < value:
            stack.pop()
        stack.append(value)
    return stack


def moved(bodies, pairs, dt):
    for i, j in pairs:
        a = bodies[i]
        b = bodies[j]
        d = a[0] - b[0]
        a[1] -= d * dt
        b[1] += d * dt
    for body in bodies:
        body[0] += dt * body[1]


def last_of_rows(rows):
    total = 0.0
    for i in range(len(rows)):
        row = rows[i]
        total += row[2] * row[-1] + len(row)
        row[1] = total
    return total


def rows_exchanged(rows):
    total = 0
    for i in range(len(rows) - 1):
        row = rows[i]
        rows[i], rows[i + 1] = rows[i + 1], rows[i]
        total += row[0] * (i + 1)
        row[0] = total
    return total


def smoothed(values, out):
    level = 0.0
    for i in range(len(values)):
        level = level * 0.5 + values[i]
        out[i] = level


def scaled(values, factor):
    for i in range(len(values)):
        values[i] = values[i] / factor


def scaled_by_constant(values):
    for i in range(len(values)):
        values[i] = values[i] * 0.5 + 1.0


def summed_and_scaled(values):
    total = 0
    for i in range(len(values)):
        values[i] = values[i] * 2.0
    for i in range(len(values)):
        total += int(values[i])
    return total


def quotients(a, b):
    return a / 2, (a + b) / 8, a / 3, len(str(a)) / 7, a / 4611686018427387904


def element(i, j):
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)


def elements(n):
    total = 0.0
    for i in range(n):
        for j in range(n):
            total += element(i, j)
    return total


def stepped_up(start, step):
    total = 0
    for i in range(3):
        total += distance(start, i * step)
    return total


def distance(a, b):
    while b > 4:
        b -= 3
        a += 1
    return a - b


def long_range(n):
    total = 0
    for i in range(n):
        if i % 7 == 3:
            continue
        total += i & 15
    for i in range(-n, n, 3):
        total ^= i
    for i in range(n):
        if i > 70000:
            break
        total += 1
    return total, i


def one_list():
    values = [1, 2, 3]
    return values, values


def one_list_and_count():
    values = [1, 2]
    return values, values, 5


def one_inner_list():
    row = [1]
    return [row], row, 4


def one_row():
    row = [1.0, 2.0, 3.0]
    return ([row, [4.0, 5.0, 6.0], row],)


def one_array():
    values = array("d", [1.0, 2.0, 3.0])
    return values, values


def overlapping():
    values = array("d", [1.0, 2.0, 3.0, 4.0])
    return memoryview(values)[:3], memoryview(values)[1:]


CALLS = {
    "rows_of_distances": [([1, 2, 3, 4], [2, 4, 1]), ([], [1, 2]), ([1], []),
                          ([5] * 40, [5, 6] * 17)],
    "sums_from": [(1, 0, 5), (3, 0, 0), (2, 0, 1), (-4, 0, 40)],
    "sums_of_last": [(0,), (2,), (3,), (60,)],
    "changed_on_the_way": [(0,), (1,), (6,)],
    "appended_twice": [(0,), (1,), (9,)],
    "appended_some": [([1, 2, 3, 4, 5],), ([],), ([1, 99, 2],), (list(range(80)),)],
    "appended_in_parts": [(3, 4), (0, 4), (4, 0), (9, 11)],
    "extended_by_self": [([1, 2], 5), ([1], 0), ([7], 30)],
    "copied_to": [([1, 2, 3], []), ([], [1]), ([1, 2], [3])],
    "both_grow": [([1], [2], 4), ([], [], 0)],
    "one_shrinks": [([1, 2, 3], [4, 5]), ([], [])],
    "inner_grows": [([[1], [2]], [3], 3)],
    "under_two_names": [([1, 2, 3], []), ([1], [1, 2, 3, 4, 5, 6])],
    "made_in_loop": [(0,), (5,)],
    "words_appended": [(["a", "b"],), ([],)],
    "first_beyond": [([1, 2, 3, 4], 5), ([1, 2], 100), ([], 0)],
    "pushed_and_popped": [([3, 1, 2, 5, 4],), ([],), ([1] * 20,)],
    "moved": [([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], [(0, 1), (1, 2), (2, 2)], 0.5),
              ([[1.0, 2.0]], [], 0.5)],
    "last_of_rows": [([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0, 7.0]],), ([],), one_row],
    "rows_exchanged": [([[1, 2], [3, 4], [5, 6]],), ([[1]],)],
    "smoothed": [(array("d", [1.0, 2.0, 4.0]), array("d", [0.0] * 3)),
                 (array("d", [1.0]), array("d", [9.0, 8.0])), one_array,
                 (array("d"), array("d"))],
    "scaled": [(array("d", [1.0, 2.0]), 4.0), (array("d"), 4.0)],
    "scaled_by_constant": [(array("d", [1.0, 2.0]),), (array("d"),)],
    "summed_and_scaled": [(array("d", [1.5, 2.5]),), (array("d"),)],
    "quotients": [(7, 3), (-9, 1), (0, 0), (2**53 + 1, 2), (-(2**60) - 1, 5),
                  (2**62, 2**62 - 1), (9007199254740993, 0)],
    "elements": [(0,), (1,), (30,)],
    "element": [(3, 4)],
    "stepped_up": [(0, 5), (-3, -2)],
    "long_range": [(1,), (1000,), (200_000,)],
}

FALLS_BACK = {
    "alias_grows": [(0,), (1,), (20,)],
    "sums_from": [(1, 1, 3), (2**62, 0, 3)],
    "sums_of_last": [(100,)],
    "smoothed": [(array("d", [1.0, 2.0]), array("d", [0.0]))],
    "scaled": [(array("d", [1.0, 2.0]), 0.0)],
    "summed_and_scaled": [(array("d", [1.5, float("inf")]),),
                          (array("d", [1.5, 1e300]),)],
    "moved": [([[1.0, 2.0], [3.0]], [(0, 1)], 0.5), ([[1.0, 2.0]], [(0, 1)], 0.5)],
    "last_of_rows": [([[1.0, 2.0, 3.0], [4.0, 5.0]],)],
    "element": [(-1, 0), (2**40, 2**40)],
}

EITHER = {
    "under_two_names": [one_list],
    "both_grow": [one_list_and_count],
    "one_shrinks": [one_list],
    "inner_grows": [one_inner_list],
    "smoothed": [overlapping, lambda: (memoryview(b"ab"), array("d", [0.0] * 2)),
                 ([1.0, 2.0], array("d", [0.0] * 2))],
    "rows_exchanged": [lambda: ([[1, 2]] * 3,)],
    "long_range": [(0,)],
    "moved": [lambda: ([[1.0, 2.0]] * 2, [(0, 1), (1, 0)], 0.5)],
    "quotients": [(2**63, 1), (True, 2), (2**1030, 1)],
}

MAY_BE_SKELETONS = ["rows_exchanged"]
