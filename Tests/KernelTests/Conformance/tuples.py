"""Tuples: values, unpacking, comparison, nesting."""


def item(pair, i):
    return pair[i]


def unpack(pair):
    a, b = pair
    return a * b


def both(a, b):
    return (a, b), (b, a)


def compare(a, b):
    return a < b, a == b, a >= b


def unpack_in_loop(pairs):
    total = 0.0
    for weight, value in pairs:
        total += weight * value
    return total


def indexed_in_loop(points):
    total = 0.0
    for i in range(len(points)):
        total += points[i][0] * points[i][1]
    return total


def nested(points):
    total = 0
    for (a, b), c in points:
        total += a * b * c
    return total


def triples(intervals, gap):
    out = []
    first, last, total = intervals[0]
    for i in range(1, len(intervals)):
        start, end, value = intervals[i]
        if start <= last + gap:
            if end > last:
                last = end
            total += value
        else:
            out.append((first, last, total))
            first = start
            last = end
            total = value
    out.append((first, last, total))
    return out


def bounds(points):
    low = points[0][0]
    high = points[0][0]
    for x, y in points:
        if x < low:
            low = x
        if x > high:
            high = x
    return low, high


def iterate(values):
    total = 0
    for value in values:
        total += value
    return total


def length(values):
    return len(values)


def contains(values, x):
    return x in values


def joined(a, b):
    return a + b


def repeated(a):
    return a * 2


def empty():
    return ()


def single(a):
    return (a,)


def returned(pair):
    return pair


def kept(pairs):
    out = []
    for pair in pairs:
        if pair[0] > 1:
            out.append(pair)
    return out


def largest(pairs):
    best = pairs[0]
    for pair in pairs:
        if pair[1] > best[1]:
            best = pair
    return best


CALLS = {
    "unpack": [((2, 3),), ((-1, 0),)],
    "both": [(1, 2)],
    "unpack_in_loop": [([(0.5, 2.0), (1.5, 3.0)],), ([],)],
    "indexed_in_loop": [([(0.5, 2.0), (1.5, 3.0)],), ([],)],
    "triples": [([(0, 5, 0.5), (3, 8, 0.25), (20, 22, 1.0)], 0),
                ([(0, 5, 0.5)], 3),
                ([(0, 5, 0.5), (6, 7, 0.1), (9, 10, 0.2)], 1)],
    "bounds": [([(1.0, 2.0), (-1.0, 3.0)],), ([(1.0, 2.0)],)],
}

FALLS_BACK = {
    "triples": [([], 0)],
    "bounds": [([],)],
}

EITHER = {
    "item": [((1, 2, 3), 1), ((1, 2, 3), -1), ((1, 2, 3), 3), ((1, 2.5), 0)],
    "unpack": [((1, 2, 3),), ((1,),), ([2, 3],), ((1.5, 2),), ((2**62, 4),)],
    "compare": [((1, 2), (1, 3)), ((1, 2), (1, 2)), ((1,), (1, 2)), ((1, 2.0), (1, 2))],
    "unpack_in_loop": [([(1, 2)],), ([(1.5, 2)],), ([[0.5, 1.5]],), ([(1.0, 2.0, 3.0)],),
                       ([(0.5, 2.0), (1, 3.0)],)],
    "indexed_in_loop": [([(1, 2)],), ([(1.0,)],), ([[0.5, 0.25]],)],
    "nested": [([((1, 2), 3)],), ([],), ([((1, 2.5), 3)],)],
    "triples": [([(0, 5, 1), (3, 8, 2)], 0), ([(0.5, 1.0, 0.5), (0.7, 2.0, 0.25)], 0.1),
                ([(0, 5)], 0), ([(0, 5, 0.5), (3, 2**70, 0.1)], 0),
                ([(2**63 - 2, 2**63 - 1, 0.5), (2**63 - 1, 2**63 - 1, 0.5)], 1),
                ([[0, 5, 0.5], [3, 8, 0.1]], 1), (((0, 5, 0.5), (9, 10, 0.5)), 1)],
    "iterate": [((1, 2, 3),), ((),), ((1.5, 2),), ([1, 2],)],
    "length": [((1, 2),), ((),)],
    "contains": [((1, 2), 2), ((1, 2.0), 2), ((), 1)],
    "joined": [((1,), (2.5,))],
    "repeated": [((1, 2),)],
    "empty": [()],
    "single": [(1,), (1.5,)],
    "returned": [((1, 2),), ((1, (2, 3)),)],
    "kept": [([(1, 2.0), (3, 4.0)],), ([],)],
    "largest": [([(1, 2.0), (3, 4.0)],), ([],)],
    "bounds": [([(1, 2), (3.5, 1)],)],
}

MAY_BE_SKELETONS = [
    "item", "compare", "nested", "iterate", "length", "contains", "joined", "repeated",
    "empty", "single", "returned", "kept", "largest"]
