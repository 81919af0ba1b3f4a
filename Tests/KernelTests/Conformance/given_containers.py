"""Dicts and sets that callers pass in and get back."""

from collections import Counter, defaultdict, deque


def count_into(counts, words):
    for word in words:
        counts[word] = counts.get(word, 0) + 1


def drop_and_add_again(d, key):
    value = d.pop(key)
    d["new"] = 1
    d[key] = value
    return list(d)


def delete_keys(d, keys):
    for key in keys:
        if key in d:
            del d[key]
    return len(d)


def emptied_and_filled(d, n):
    d.clear()
    for i in range(n):
        d[i] = i * i
    return d


def halve(d):
    for key, value in d.items():
        d[key] = value // 2


def insert_while_looping(d):
    for key in d:
        d[key + 100] = 1
    return len(d)


def neighbours(graph, node):
    found = []
    for other in graph[node]:
        found.append(other)
    graph[node].append(node)
    return found


def same_list_twice(graph):
    graph[0].append(7)
    return graph[1][-1], graph[0] is graph[1]


def alias(first, second):
    first[1] = 5
    return second[1] if 1 in second else -1


def members(s):
    return [x for x in s]


def member_sum(s, limit):
    return sum(x for x in s if x < limit)


def add_and_drop(s, items):
    for item in items:
        if item in s:
            s.discard(item)
        else:
            s.add(item)
    return len(s)


def add_only(items):
    seen = set()
    for item in items:
        seen.add(item)
    return seen


def in_order_of_set(items):
    seen = set(items)
    return [x * 2 for x in seen]


def set_texts(words):
    return {word[0] for word in words if word}


def set_algebra(a, b):
    return sorted(a | b), sorted(a & b), sorted(a - b), sorted(a ^ b)


def comparisons(a, b):
    return a == b, a <= b, a.issubset(b), a.isdisjoint(b), a != b


def counted(words):
    return Counter(words)


def counted_missing(text):
    counts = Counter(text)
    return counts["z"], len(counts), counts.most_common(2)


def grouped(pairs):
    groups = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def looked_up(keys):
    counts = defaultdict(int)
    for key in keys:
        counts[key] += 1
    ghosts = counts[99]
    return ghosts, len(counts), list(counts.items())


def nested_defaults(pairs):
    seen = defaultdict(set)
    for key, value in pairs:
        seen[key].add(value)
    return {key: len(values) for key, values in seen.items()}


def turned(n, steps):
    queue = deque(range(n))
    queue.rotate(steps)
    queue.appendleft(-1)
    queue.append(-2)
    return list(queue), queue[0], queue[-1], len(queue)


def made_deque(n):
    queue = deque()
    for i in range(n):
        queue.append(i)
        if len(queue) > 3:
            queue.popleft()
    return queue


def grow_while_looping(n):
    queue = deque([n])
    for item in queue:
        if item > 0:
            queue.append(item - 1)
    return len(queue)


def last_items(d):
    out = []
    while d:
        out.append(d.popitem())
    return out


def merged(a, b):
    c = a.copy()
    c.update(b)
    return c, a == b


def key_of_largest(d):
    return max(d, key=d.get), min(d, key=lambda k: (d[k], k))


def by_value(d):
    return sorted(d.items(), key=lambda kv: kv[1], reverse=True)


def paths(tree, depth):
    return [[d * 2 for d in tree[k]] for k in tree if k < depth]


def listed(d):
    return list(d.keys()), list(d.values()), sum(d.values()), max(d.values())


def unseen(xs, table, k):
    if k:
        return xs[k - 1], len(table)
    return -1, len(table)


def unseen_rows(rows):
    total = 0
    for row in rows:
        for value in row:
            return value
    return total


CALLS = {
    "unseen": [lambda: ([], {}, 0)],
    "unseen_rows": [lambda: ([],)],
    "count_into": [({}, ["a", "b", "a"]), (Counter(), ["a"]), ({"x": 1, "a": 4}, ["a", "é", ""])],
    "drop_and_add_again": [({"a": 1, "b": 2, "c": 3}, "b")],
    "delete_keys": [({"a": 1, "b": 2, "c": 3}, ["b", "z", "a"]),
                    ({}, ["b"])],
    "emptied_and_filled": [({5: 6, 1: 2}, 3), ({5: 6, 1: 2}, 0),
                           ({5: 6}, 50)],
    "halve": [({1: 8, 2: -3},), ({},)],
    "neighbours": [({0: [1, 2], 1: [0]}, 0)],
    "same_list_twice": [lambda: ((lambda x: ({0: x, 1: x},))([1]))],
    "alias": [({1: 2}, {1: 9}), lambda: ((lambda d: (d, d))({1: 2}))],
    "members": [({3, 1, 100, 64, 32},), (set(),), (frozenset({1, 2}),)],
    "member_sum": [({3, 1, 100, 64, 32}, 50)],
    "add_and_drop": [({1, 2, 3}, [3, 9, 17, 3, 1, 33]),
                     ({8, 0, 16}, [24, 8, 32, 40, 48, 8])],
    "add_only": [([5, 33, 1, 65, 9, 5],), ([],), (list(range(0, 4000, 32)),)],
    "in_order_of_set": [([5, 33, 1, 65, 9, 129, 5],),
                        ([x * 37 % 1000 for x in range(500)],)],
    "set_texts": [(["pear", "apple", "", "plum", "fig"],)],
    "set_algebra": [({1, 2, 3}, {2, 3, 4}), (set(), {1})],
    "comparisons": [({1, 2}, {1, 2, 3}), ({1}, {1}), ({4}, {5})],
    "counted": [(["b", "a", "b"],), ([],)],
    "counted_missing": [("banana",)],
    "grouped": [([(1, 2), (3, 4), (1, 5)],), ([],)],
    "looked_up": [([3, 1, 3],), ([],)],
    "nested_defaults": [([(1, 2), (1, 2), (2, 5)],)],
    "turned": [(5, 2), (5, -1), (1, 3), (0, 2)],
    "made_deque": [(2,), (9,)],
    "last_items": [({"a": 1, "b": 2},), ({},)],
    "merged": [({1: 2, 3: 4}, {3: 5, 0: 1}), ({1: 2}, {1: 2})],
    "key_of_largest": [({"a": 1, "b": 5, "c": 5, "d": 1},)],
    "by_value": [({"a": 1, "b": 5, "c": 5, "d": 1},)],
    "paths": [({1: [2, 3], 4: [], 9: [1]}, 5)],
    "listed": [({"a": 1, "b": 5},)],
}

FALLS_BACK = {
    "unseen": [lambda: ([5], {}, 1), lambda: ([], {1: 2}, 0),
               lambda: (["a"], {}, 1)],
    "unseen_rows": [lambda: ([[5]],), lambda: ([[]],)],
    "insert_while_looping": [({1: 2, 3: 4},)],
    "grow_while_looping": [(3,)],
    "drop_and_add_again": [({"a": 1}, "b")],
    "count_into": [({"a": 1.5}, ["a"]), ({1: 1}, ["a"])],
    "alias": [({1: 2.5}, {1: 2}), ({True: 2}, {1: 2})],
    "members": [({1, 2.5},), ([1],)],
    "key_of_largest": [({},)],
}

EITHER = {
    "members": [({True, 2},)],
}
