"""Lists: indices, slices, aliasing, changes in place, errors half-way."""


def item(values, i):
    return values[i]


def last(values):
    return values[-1]


def store(values, i, value):
    values[i] = value


def add_to_item(values, i, value):
    values[i] += value


def swap(values, i, j):
    values[i], values[j] = values[j], values[i]


def store_order(values, i):
    i, values[i] = values[i], i
    return i


def double_all(values):
    for i in range(len(values)):
        values[i] *= 2


def fill_half_way(values, stop):
    for i in range(stop):
        values[i] = values[i] + 1
    return stop


def divide_half_way(values, divisors):
    for i in range(len(values)):
        values[i] = values[i] // divisors[i]
    return len(values)


def copy_into(target, source):
    for i in range(len(source)):
        target[i] = source[i]
    return target


def add_reversed(a, b):
    n = len(a)
    for i in range(n):
        a[i] += b[n - 1 - i]


def repeated(n):
    return [0] * n


def repeated_rows(n):
    rows = [[0] * 3] * n
    rows[0][1] = 7
    return rows


def separate_rows(n):
    rows = [[0] * 3 for _ in range(n)]
    rows[0][1] = 7
    return rows


def build(n):
    out = []
    for i in range(n):
        out.append(i * i)
    return out


def build_floats(n):
    out = []
    for i in range(n):
        out.append(i / 2)
    return out


def build_unused(n):
    out = []
    return n + len(out)


def build_empty():
    return []


def build_pairs(n):
    out = []
    for i in range(n):
        out.append((i, i / 2))
    return out


def build_rows(n):
    out = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(i * j)
        out.append(row)
    return out


def shared_row(n):
    row = [0]
    out = []
    for i in range(n):
        row.append(i)
        out.append(row)
    return out


def literal(a, b):
    return [a, b, a + b]


def returns_argument(values):
    return values


def returns_twice(values):
    return values, values


def returns_element(rows, i):
    return rows[i]


def appends_to_argument(values, n):
    for i in range(n):
        values.append(i)


def pops(values):
    total = 0
    while len(values) > 0:
        total += values.pop()
    return total


def pop_empty(values):
    return values.pop()


def stack(n):
    pending = [n]
    seen = 0
    while pending:
        top = pending.pop()
        seen += 1
        if top > 1:
            pending.append(top // 2)
            pending.append(top // 3)
    return seen


def slice_of(values, a, b):
    return values[a:b]


def slice_step(values):
    return values[::2], values[::-1], values[1:-1]


def slice_store(values):
    values[1:3] = [9, 9, 9]


def slice_delete(values):
    del values[0]
    return values


def joined(a, b):
    return a + b


def extended(a, b):
    a += b
    return a


def contains(values, x):
    return x in values


def not_contains(values, x):
    return x not in values


def equal(a, b):
    return a == b, a != b


def less(a, b):
    return a < b


def count_and_index(values, x):
    return values.count(x), values.index(x)


def insert_and_reverse(values, x):
    values.insert(1, x)
    values.reverse()
    return values


def ordered(values):
    return sorted(values)


def sort_in_place(values):
    values.sort()


def changed_while_iterated(values):
    total = 0
    for value in values:
        total += value
        if len(values) < 10:
            values.append(value)
    return total


def shortened_while_iterated(values):
    seen = []
    for value in values:
        seen.append(value)
        values.pop()
    return seen


def stored_while_iterated(values):
    total = 0
    i = 0
    for value in values:
        total += value
        if i + 1 < len(values):
            values[i + 1] = value + 1
        i += 1
    return total


def bubble_sort(values):
    n = len(values)
    for i in range(n):
        for j in range(n - 1 - i):
            if values[j] > values[j + 1]:
                values[j], values[j + 1] = values[j + 1], values[j]
    return values


def insertion_sort(values):
    for i in range(1, len(values)):
        key = values[i]
        j = i - 1
        while j >= 0 and values[j] > key:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = key


def prefix_sums(values):
    out = [0] * (len(values) + 1)
    for i in range(len(values)):
        out[i + 1] = out[i] + values[i]
    return out


def matrix_product(a, b):
    n = len(a)
    m = len(b[0])
    inner = len(b)
    out = []
    for i in range(n):
        row = []
        for j in range(m):
            total = 0.0
            for k in range(inner):
                total += a[i][k] * b[k][j]
            row.append(total)
        out.append(row)
    return out


def matrix_scale(rows, factor):
    for i in range(len(rows)):
        for j in range(len(rows[i])):
            rows[i][j] *= factor


def row_alias(rows):
    first = rows[0]
    second = rows[1]
    for i in range(len(first)):
        first[i] += second[i]
    return first


def replace_rows(rows):
    for i in range(len(rows)):
        a, b = rows[i]
        rows[i] = [b, a]


def replaced_row_is_changed(rows, x):
    row = [x, x]
    rows[0] = row
    row[1] += 1.0
    rows[0][0] += 2.0
    return row


def swap_rows(rows):
    rows[0], rows[1] = rows[1], rows[0]
    rows[0][0] += 1.0


def bodies(positions, velocities, masses, dt, steps):
    n = len(masses)
    for _ in range(steps):
        for i in range(n):
            x, y = positions[i]
            vx, vy = velocities[i]
            for j in range(n):
                if i != j:
                    dx = positions[j][0] - x
                    dy = positions[j][1] - y
                    f = masses[j] / (dx * dx + dy * dy + 0.01)
                    vx += dx * f * dt
                    vy += dy * f * dt
            velocities[i] = [vx, vy]
        for i in range(n):
            for k in range(2):
                positions[i][k] += velocities[i][k] * dt


def transpose(rows):
    return [[row[i] for row in rows] for i in range(len(rows[0]))]


def levenshtein(a, b):
    previous = list(range(len(b) + 1))
    for i in range(len(a)):
        current = [i + 1]
        for j in range(len(b)):
            cost = 0 if a[i] == b[j] else 1
            current.append(
                min(previous[j + 1] + 1, current[j] + 1, previous[j] + cost))
        previous = current
    return previous[-1]


def life_step(cells, width):
    height = len(cells) // width
    out = [0] * len(cells)
    for y in range(height):
        for x in range(width):
            near = 0
            for dy in range(-1, 2):
                for dx in range(-1, 2):
                    if dx != 0 or dy != 0:
                        near += cells[(y + dy) % height * width + (x + dx) % width]
            if near == 3 or (near == 2 and cells[y * width + x] == 1):
                out[y * width + x] = 1
    return out


def knapsack(weights, values, capacity):
    best = [0] * (capacity + 1)
    for i in range(len(weights)):
        for c in range(capacity, weights[i] - 1, -1):
            candidate = best[c - weights[i]] + values[i]
            if candidate > best[c]:
                best[c] = candidate
    return best[capacity]


def smallest(values):
    return min(values), max(values), len(values)


def total(values):
    return sum(values)


def copied(values):
    other = values.copy()
    other[0] = 99
    return other


def copied_by_slice(values):
    other = values[:]
    other[0] = 99
    return other


def copied_by_list(values):
    other = list(values)
    other[0] = 99
    return other


def is_same(a, b):
    return a is b


def truth(values):
    if values:
        return 1
    return 0


def same():
    values = [1, 2, 3]
    return (values, values)


def same_rows():
    row = [1, 2]
    return ([row, row],)


def same_float_rows():
    row = [1.0, 2.0]
    return ([row, row],)


def reversed_same():
    values = [1, 2, 3, 4]
    return (values, values)


NAN = float("nan")

CALLS = {
    "item": [([1, 2, 3], 0), ([1, 2, 3], 2), ([1, 2, 3], -1), ([1, 2, 3], -3)],
    "last": [([1, 2, 3],), ([1],)],
    "store": [([1, 2, 3], 1, 9), ([1, 2, 3], -1, 9), ([1, 2, 3], -3, 9)],
    "add_to_item": [([1, 2, 3], 1, 9), ([1, 2, 3], -1, 9)],
    "swap": [([1, 2, 3], 0, 2), ([1, 2, 3], 1, 1), ([1, 2, 3], -1, 0)],
    "store_order": [([1, 2, 0], 0), ([2, 1, 0], 0), ([0, 1, 2], 2)],
    "double_all": [([1, 2, 3],), ([],)],
    "fill_half_way": [([1, 2, 3], 2), ([1, 2, 3], 3), ([1], 0)],
    "divide_half_way": [([10, 20], [3, -7]), ([], [])],
    "copy_into": [([0, 0, 0], [1, 2]), same],
    "add_reversed": [([1, 2, 3], [10, 20, 30]), reversed_same],
    "repeated": [(3,), (0,), (-2,)],
    "separate_rows": [(2,), (1,)],
    "build": [(5,), (0,)],
    "build_floats": [(5,), (0,)],
    "build_pairs": [(3,), (0,)],
    "build_rows": [(4,), (0,)],
    "literal": [(1, 2)],
    "appends_to_argument": [([1, 2], 3), ([], 0)],
    "pops": [([1, 2, 3],), ([],)],
    "pop_empty": [([1, 2, 3],)],
    "stack": [(100,), (1,)],
    "contains": [([1, 2, 3], 2), ([1, 2, 3], 9), ([], 1)],
    "not_contains": [([1, 2, 3], 2), ([1, 2, 3], 9)],
    "bubble_sort": [([3, 1, 2, -5],), ([],), ([1],)],
    "insertion_sort": [([3, 1, 2, -5],), ([],)],
    "prefix_sums": [([1, 2, 3],), ([],)],
    "matrix_product": [([[1.0, 2.0], [3.0, 4.0]], [[0.5, 1.5], [2.5, 0.1]]),
                       ([[1.0, 2.0, 3.0]], [[1.0], [2.0], [3.0]])],
    "matrix_scale": [([[1.0, 2.0], [3.0]], 2.0), ([], 2.0), ([[]], 2.0)],
    "levenshtein": [([1, 2, 3, 4], [1, 3, 4, 5]), ([], [1]), ([1], [])],
    "life_step": [([0, 1, 0, 0, 1, 0, 0, 1, 0], 3), ([], 1)],
    "bodies": [([[0.0, 0.0], [1.0, 1.0], [2.0, 0.5]], [[0.0, 0.0]] * 3,
                [1.0, 1.5, 2.0], 0.01, 20), ([], [], [], 0.1, 3)],
    "replace_rows": [([[1.0, 2.0], [3.0, 4.0]],), ([],), same_float_rows],
    "knapsack": [([1, 3, 4], [15, 20, 30], 4), ([], [], 5)],
    "smallest": [([3, 1, 2],), ([5],)],
    "total": [([1, 2, 3],), ([],)],
    "truth": [([1],), ([],)],
    "stored_while_iterated": [([1, 2, 3],), ([],)],
    "copied_by_slice": [([1, 2, 3],)],
}

FALLS_BACK = {
    "item": [([1, 2, 3], 3), ([1, 2, 3], -4), ([], 0), ([], -1), ([1], 2**70)],
    "last": [([],)],
    "store": [([1, 2, 3], 3, 9), ([1, 2, 3], -4, 9)],
    "swap": [([1, 2, 3], 0, 3)],
    "store_order": [([9, 1, 2], 0), ([-9, 1, 2], 0)],
    "fill_half_way": [([1, 2, 3], 5), ([1, 2, 2**63 - 1, 4], 4)],
    "divide_half_way": [([10, 20, 30], [3, 0, 1]), ([10, 20], [3])],
    "copy_into": [([0], [1, 2])],
    "separate_rows": [(0,)],
    "pop_empty": [([],)],
    "matrix_product": [([[1.0, 2.0]], [[1.0]] * 3), ([[1.0]], [])],
    "smallest": [([],)],
    "copied_by_slice": [([],)],
    "life_step": [([1], 0)],
    "total": [([2**62, 2**62],), ([2**63],)],
}

EITHER = {
    "replaced_row_is_changed": [([[1.0, 2.0], [3.0, 4.0]], 5.0), ([], 5.0)],
    "swap_rows": [([[1.0, 2.0], [3.0, 4.0]],), same_float_rows, ([[1.0]],)],
    "item": [([1.5, 2], 1), (["a", "b"], 0), ((1, 2, 3), 1), ([1, 2, 3], True),
             ({0: 5}, 0), ([[1], [2]], 0), ([1, 2, 3], 1.0), ("text", 1)],
    "store": [([1, 2], 0, 1.5), ([1.5, 2.5], 0, 7), ((1, 2), 0, 5), ([1], 0, True),
              ([1], 0, 2**70)],
    "double_all": [([1.5, 2],), ([True, 2],), (["a"],), ([[1]],), ([2**62],),
                   ([1, 2**62],), ([2**62, 1],)],
    "repeated_rows": [(2,), (1,), (0,)],
    "build_unused": [(3,)],
    "build_empty": [()],
    "shared_row": [(3,)],
    "returns_argument": [([1, 2],), ([],)],
    "returns_twice": [([1, 2],)],
    "returns_element": [([[1], [2]], 1), ([[1], [2]], 5)],
    "slice_of": [([1, 2, 3, 4], 1, 3), ([1, 2, 3], -2, 100), ([1, 2, 3], 5, 1),
                 ([1, 2, 3], -100, -1)],
    "slice_step": [([1, 2, 3, 4, 5],), ([],)],
    "slice_store": [([1, 2, 3, 4],), ([1],)],
    "slice_delete": [([1, 2, 3],), ([],)],
    "joined": [([1], [2, 3]), ([], [])],
    "extended": [([1], [2, 3])],
    "contains": [([1, 2.0, True], 1), ([NAN], NAN), ([1.0, 2.0], 2), ([1], 1.0),
                 ([1], True), (["a"], "a"), ([[1]], [1])],
    "equal": [([1, 2], [1, 2]), ([1, 2], [1, 2, 3]), ([1], [1.0]), ([NAN], [NAN])],
    "less": [([1, 2], [1, 3]), ([1], [1, 0]), ([], [])],
    "count_and_index": [([1, 2, 1], 1), ([1, 2], 9)],
    "insert_and_reverse": [([1, 2, 3], 9), ([], 9)],
    "ordered": [([3, 1, 2],), ([],), ([2.0, 1, True],), ([NAN, 1.0, 0.5],)],
    "sort_in_place": [([3, 1, 2],), ([2.5, 1.5, NAN, 0.5],)],
    "changed_while_iterated": [([1, 2, 3],), ([],)],
    "shortened_while_iterated": [([1, 2, 3, 4],), ([],)],
    "row_alias": [([[1, 2], [3, 4]],), same_rows, ([[1, 2]],), ([[1, 2], [3]],)],
    "matrix_scale": [([[1, 2.5]], 2), same_rows],
    "transpose": [([[1, 2], [3, 4], [5, 6]],), ([],)],
    "copied": [([1, 2, 3],), ([],)],
    "copied_by_list": [([1, 2, 3],), ((1, 2),)],
    "is_same": [same, ([1], [1])],
    "smallest": [([3.5, 1, 2],), ([1, 1.0, True],), ([NAN, 1.0],), ((1, 2),)],
    "levenshtein": [(list("kitten"), list("sitting")), ("kitten", "sitting")],
    "bubble_sort": [([2.5, 1],), ([NAN, 1.0, 0.5],), (["b", "a"],), ([2, "a"],)],
    "pops": [([1.5, 2],), ([2**62, 2**62],), ([1, "a", 2],)],
    "prefix_sums": [([0.5, 1],), ([2**62, 2**62],)],
    "appends_to_argument": [([0.5], 2), ((1,), 2), ((1,), 0)],
    "replace_rows": [([[1, 2.0]],), ([[1.0, 2.0, 3.0]],), ([[1.0, 2.0], [3.0]],)],
    "knapsack": [([5], [1], 3), ([-1], [1], 3), ([0.5], [1], 3)],
    "stack": [(0,), (2.5,)],
    "truth": [((),), ("",), (0,), ({},)],
}

MAY_BE_SKELETONS = [
    "replaced_row_is_changed", "swap_rows",
    "repeated_rows", "build_unused", "build_empty", "shared_row", "returns_argument",
    "returns_twice", "returns_element", "slice_of", "slice_step", "slice_store",
    "slice_delete", "joined", "extended", "equal", "less", "count_and_index",
    "insert_and_reverse", "ordered", "sort_in_place", "changed_while_iterated",
    "shortened_while_iterated", "row_alias", "transpose", "copied", "copied_by_list",
    "copied_by_slice", "is_same", "stored_while_iterated", "not_contains",
    "contains", "pops", "pop_empty", "appends_to_argument", "smallest", "total",
    "levenshtein", "separate_rows"]
