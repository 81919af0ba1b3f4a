"""What `collections` has, where callers pass it in and get it back."""

import heapq
import itertools
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import count


def popped(queue, n):
    total = 0
    for _ in range(n):
        item = queue.popleft()
        total += item
        queue.append(item * 2)
    return total


def only_looked_at(queue):
    return sum(queue), len(queue), queue[0], queue[-1], 3 in queue


def emptied(queue):
    queue.clear()
    queue.extend([1, 2])
    queue.extendleft([3, 4])
    queue.reverse()


def kept_short(queue, items):
    for item in items:
        queue.append(item)
    return queue[0]


def stored(queue, k):
    queue[k] = queue[k] + 1
    queue.rotate(1)


def same_queue(first, second):
    first.append(1)
    return len(second), first is second


def rows_in_queue(queue):
    row = queue.popleft()
    row.append(7)
    queue.append(row)
    queue.append([9])
    return row


def texts_in_queue(queue, words):
    while queue:
        words.append(queue.pop() + "!")
    queue.append("end")


def queue_given_back(queue):
    queue.append(4)
    return queue


def bfs(graph, start):
    seen = {start: 0}
    queue = deque([start])
    while queue:
        node = queue.popleft()
        for other in graph[node]:
            if other not in seen:
                seen[other] = seen[node] + 1
                queue.append(other)
    return seen


def count_words(counts, words):
    for word in words:
        counts[word] += 1
    return counts["nowhere"], len(counts)


def never_filled(counts, words):
    for word in words:
        counts[word] += 1


def never_filled_lists(groups, words):
    for word in words:
        groups[word].append(1)
    return len(groups)


def never_filled_rows(rows, k):
    rows[k].clear()
    return len(rows)


def known_words(counts, words):
    return [counts[word] for word in words], "ghost" in counts


def grouped_into(groups, pairs):
    for key, value in pairs:
        groups[key].append(value)


def sets_into(groups, pairs):
    for key, value in pairs:
        groups[key].add(value)
    return sorted(groups)


def only_known(groups, key):
    return groups[key][0]


def looked_up_or_not(counts, key):
    try:
        return counts[key]
    except KeyError:
        return -1


def got(counts, key):
    return counts.get(key, -5), key in counts


def inner_counts(table, pairs):
    for left, right in pairs:
        table[left][right] = table[left].get(right, 0) + 1


def counter_sum(left, right):
    return left + right, left - right, left & right, left | right


def counter_update(counts, more):
    counts.update(more)
    return counts.most_common(2)


def copied(counts):
    other = counts.copy()
    other["new"] = 3
    return other


def plainly(counts):
    other = dict(counts)
    other["new"] = 3
    return other


def cached(cache, keys, room):
    hits = 0
    for key in keys:
        if key in cache:
            cache.move_to_end(key)
            hits += 1
        else:
            if len(cache) >= room:
                cache.popitem(last=False)
            cache[key] = key * key
    return hits, list(cache)


def order_of(cache):
    return [k for k in cache], [v for v in cache.values()]


def refilled(cache):
    cache.clear()
    cache[3] = 4
    cache[1] = 2
    del cache[3]
    cache[3] = 5


class Cache:
    def __init__(self, room):
        self.room = room
        self.items = OrderedDict()
        self.hits = 0

    def get(self, key):
        if key not in self.items:
            return -1
        self.items.move_to_end(key)
        self.hits += 1
        return self.items[key]

    def put(self, key, value):
        self.items[key] = value
        self.items.move_to_end(key)
        if len(self.items) > self.room:
            self.items.popitem(last=False)


def use_cache(cache, keys):
    for key in keys:
        if cache.get(key) < 0:
            cache.put(key, key * 3)
    return cache.hits


class Network:
    def __init__(self):
        self.edges = defaultdict(list)
        self.waiting = deque()
        self.seen = Counter()


def connect(network, pairs):
    for a, b in pairs:
        network.edges[a].append(b)
        network.edges[b].append(a)
        network.waiting.append(a)


def drain(network):
    total = 0
    while network.waiting:
        node = network.waiting.popleft()
        network.seen[node] += 1
        total += len(network.edges[node])
        for other in network.edges[node]:
            if network.seen[other] == 0:
                network.waiting.append(other)
    return total


def unbuildable(out, rows, n):
    out.append(n)
    made = defaultdict(lambda: 0)
    made[n] += 1
    rows.append(made)
    return len(rows)


def unbuildable_set(out, rows, n):
    out.append(n)
    rows.append({1, 2, 3})
    return len(rows)


def set_of_unknown_order(members, left, right):
    members |= left.keys() & right.keys()
    return len(members)


def made_ordered(n):
    items = OrderedDict()
    for i in range(n):
        items[i * 7 % 5] = i
    items.move_to_end(0)
    return items


numbers = itertools.count(10, 5)


class Ticket:
    made = 0

    def __init__(self, weight, ids):
        self.weight = weight
        self.number = next(ids)


class Office:
    def __init__(self, start):
        self.ids = itertools.count(start)
        self.ticks = count(0, 2)
        self.heap = []

    def open(self, weight):
        heapq.heappush(self.heap, (weight, next(self.ids), "w"))
        return next(self.ticks)


def queue_up(office, weights):
    for weight in weights:
        last = office.open(weight)
    return last, heapq.heappop(office.heap)


def drawn(ids, n):
    return [next(ids) for _ in range(n)]


def drawn_twice(first, second):
    return next(first), next(second), next(first), first is second


def drawn_from_module(n):
    total = 0
    for _ in range(n):
        total += next(numbers)
    return total


def tickets(n):
    ids = itertools.count(3)
    made = [Ticket(i, ids) for i in range(n)]
    return sum(t.number for t in made), next(ids)


def new_office(n):
    office = Office(n)
    office.open(4)
    return office


def network(*pairs):
    made = Network()
    for a, b in pairs:
        made.edges[a].append(b)
        made.waiting.append(a)
    return made


def moved():
    items = OrderedDict([(1, 1), (2, 2), (3, 3)])
    items.move_to_end(1)
    return items


def lists(**items):
    return defaultdict(list, items)


VARIABLES = ["numbers"]

CALLS = {
    "queue_up": [lambda: (Office(5), [3, 1, 2])],
    "drawn": [lambda: (itertools.count(), 3), lambda: (count(7, -2), 3),
              lambda: (count(1), 0)],
    "drawn_twice": [lambda: (count(1), count(9)),
                    lambda: ((lambda c: (c, c))(count(4)))],
    "drawn_from_module": [(3,), (0,)],
    "tickets": [(4,)],
    "new_office": [(4,)],
    "popped": [(deque([1, 2, 3]), 4), (deque([5], 3), 1)],
    "only_looked_at": [(deque([1, 2, 3]),), (deque([7], 1),)],
    "emptied": [(deque([1, 2, 3]),), (deque(),), (deque([1], 3),)],
    "kept_short": [(deque([1, 2], 3), [4, 5]), (deque([1]), [])],
    "stored": [(deque([1, 2, 3]), 1), (deque([1, 2, 3]), -1)],
    "same_queue": [(deque([1]), deque([2])),
                   lambda: ((lambda q: (q, q))(deque([3])))],
    "rows_in_queue": [(deque([[1], [2]]),)],
    "texts_in_queue": [(deque(["a", "é"]), ["b"])],
    "queue_given_back": [(deque([1]),)],
    "bfs": [lambda: (defaultdict(list, {0: [1, 2], 1: [3]}), 0),
            ({0: [1], 1: []}, 0)],
    "count_words": [(defaultdict(int), ["a", "b", "a"]),
                    (defaultdict(int, {"b": 4}), ["b", "c"]),
                    (Counter("abc"), ["a", "z"])],
    "never_filled": [({}, [])],
    "never_filled_lists": [({}, [])],
    "known_words": [(defaultdict(int, {"a": 1}), ["a", "b", "b"]),
                    (Counter("ab"), ["a", "b", "c"]), ({"a": 4}, ["a"])],
    "grouped_into": [lambda: (lists(), [("a", 1), ("b", 2), ("a", 3)]),
                     lambda: (lists(a=[5]), [("a", 1), ("c", 2)])],
    "sets_into": [lambda: (defaultdict(set), [("a", 1), ("a", 1)])],
    "only_known": [lambda: (lists(a=[5]), "a")],
    "looked_up_or_not": [(defaultdict(int, {"a": 1}), "a"),
                         (defaultdict(int, {"a": 1}), "b"),
                         (Counter("a"), "b"), ({"a": 2}, "b")],
    "got": [(defaultdict(int, {"a": 1}), "a"), (defaultdict(int), "b"),
            (Counter("a"), "b")],
    "inner_counts": [lambda: (defaultdict(dict), [("a", "b"), ("a", "b")])],
    "counter_sum": [(Counter("aab"), Counter("abc"))],
    "counter_update": [(Counter("aab"), Counter("bb")),
                       (Counter(), Counter("bb"))],
    "copied": [(Counter("aab"),), (defaultdict(int, {"a": 1}),), ({},),
               (OrderedDict(a=1),)],
    "plainly": [(Counter("aab"),), (defaultdict(int, {"a": 1}),),
                (OrderedDict(a=1),)],
    "cached": [(OrderedDict(), [1, 2, 3, 1, 4, 2, 5], 3),
               lambda: (moved(), [2, 9], 3)],
    "order_of": [lambda: (moved(),), ({5: 6, 1: 2},)],
    "refilled": [lambda: (moved(),)],
    "use_cache": [lambda: (Cache(3), [1, 2, 3, 1, 4, 2, 5, 1])],
    "connect": [lambda: (network((1, 2)), [(3, 4), (1, 4)])],
    "drain": [lambda: (network((1, 2), (2, 3), (5, 5)),)],
    "made_ordered": [(7,)],
}

FALLS_BACK = {
    "counter_update": [({"a": 1}, {"b": 2})],
    "never_filled": [({}, ["a"]), (defaultdict(int), ["a"])],
    "never_filled_lists": [({}, ["a"])],
    "never_filled_rows": [([], 0)],
    "drawn": [lambda: (count(0.5), 2), lambda: (count(2**63), 1)],
    "popped": [(deque([1, 2.5]), 2), (deque(), 1), ([1], 0)],
    "only_known": [lambda: (lists(), "b"),
                   lambda: (defaultdict(lambda: [1]), "a")],
    "count_words": [lambda: (defaultdict(lambda: 3), ["a"]),
                    (defaultdict(float), ["a"]), ({}, ["a"])],
    "cached": [({}, [1, 2, 1], 3)],
    "unbuildable_set": [([1], [], 3), ([1], [{1}], 3)],
    "unbuildable": [([1], [], 3), ([1], [{1: 2}], 3)],
}

EITHER = {
    "set_of_unknown_order": [
        ({64}, {8: 1, 0: 1, 16: 2, 24: 1}, {24: 1, 8: 1, 0: 1, 16: 2}),
        ({64}, {8: 1}, {8: 1}), ({8}, {8: 1}, {})],
    "order_of": [lambda: (type("Own", (dict,), {})({1: 2}),)],
    "refilled": [({1: 2},)],
}
