"""Generators that walk what they are part of, and other idioms of classes."""
from collections import OrderedDict


class Node:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None
        self.marks = 0

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right

    def changing(self):
        self.marks += 1
        yield self.value
        if self.left:
            yield from self.left.changing()


class Tree:
    def __init__(self):
        self.root = None
        self.size = 0

    def insert(self, value):
        if self.root is None:
            self.root = Node(value)
        else:
            node = self.root
            while True:
                if value < node.value:
                    if node.left is None:
                        node.left = Node(value)
                        break
                    node = node.left
                else:
                    if node.right is None:
                        node.right = Node(value)
                        break
                    node = node.right
        self.size += 1

    def __iter__(self):
        return self._walk(self.root)

    def _walk(self, node):
        if node is not None:
            yield from self._walk(node.left)
            yield node.value
            yield from self._walk(node.right)

    def levels(self, node, depth=0):
        if not node:
            return
        yield depth, node.value
        for child in self.levels(node.left, depth + 1):
            yield child
        for child in self.levels(node.right, depth + 1):
            yield child


def build(n):
    t = Tree()
    x = 1
    for _ in range(n):
        x = (x * 75 + 74) % 65537
        t.insert(x)
    return t


def walked(n):
    t = build(n)
    total = 0
    out = []
    for v in t:
        total += v
        out.append(v % 7)
    return total, out, list(t)[:3], sum(t), max(v for v in t), [v for v in t.root]


def by_level(n):
    t = build(n)
    counts = {}
    for d, v in t.levels(t.root):
        if d not in counts:
            counts[d] = 0
        counts[d] += 1
    return counts


def first_large(n, limit):
    t = build(n)
    for v in t:
        if v > limit:
            return v
    return None


def changed_meanwhile(n):
    t = build(n)
    total = 0
    for v in t:
        total += v
        if v % 2:
            t.root.value += 1
    return total


def changing(n):
    t = build(n)
    return sum(t.root.changing()), t.root.marks


def flatten(items, depth):
    if depth == 0:
        yield items
    else:
        yield from flatten(items + 1, depth - 1)
        yield from flatten(items * 2, depth - 1)


def flattened(n):
    return [x for x in flatten(n, 4)]


class Trie:
    def __init__(self):
        self.children = {}
        self.end = False

    def insert(self, word):
        node = self
        for ch in word:
            if ch not in node.children:
                node.children[ch] = Trie()
            node = node.children[ch]
        node.end = True

    def words(self, prefix=""):
        if self.end:
            yield prefix
        for ch, child in sorted(self.children.items()):
            yield from child.words(prefix + ch)


def all_words(words):
    t = Trie()
    for w in words:
        t.insert(w)
    return list(t.words())


class LRU:
    def __init__(self, size):
        self.size = size
        self.items = OrderedDict()
        self.evicted = []

    def get(self, key):
        if key not in self.items:
            return -1
        self.items.move_to_end(key)
        return self.items[key]

    def put(self, key, value):
        if key in self.items:
            self.items.move_to_end(key)
        self.items[key] = value
        if len(self.items) > self.size:
            old, _ = self.items.popitem(last=False)
            self.evicted.append(old)


def lru(n, size):
    c = LRU(size)
    hits = 0
    x = 12345
    for i in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        k = x % 50
        if c.get(k) != -1:
            hits += 1
        else:
            c.put(k, i)
    return hits, c.evicted, list(c.items), list(c.items.values())


def ordered_given_back(n):
    d = OrderedDict()
    for i in range(n):
        d[i % 3] = i
    return d


class Scanner:
    def __init__(self, s):
        self.s = s
        self.i = 0

    def peek(self):
        return self.s[self.i] if self.i < len(self.s) else None

    def run(self):
        n = 0
        while self.peek() is not None:
            if self.peek() in ("+", "-", "*"):
                n += 10
            elif self.peek() not in ("a", "b"):
                n += 1
            self.i += 1
        return n, self.peek() in ("+", None)


def scanned(s):
    return Scanner(s).run()


CALLS = {
    "flattened": [(3,)],
    "all_words": [(["hello", "help", "world", "wor"],)],
    "lru": [(1000, 20)],
    "scanned": [("a+b-c*d",)],
}
EITHER = {
    "walked": [(20,)],
    "by_level": [(30,)],
    "first_large": [(20, 500)],
    "changed_meanwhile": [(20,)],
    "changing": [(20,)],
    "ordered_given_back": [(5,)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["walked", "by_level", "first_large", "changed_meanwhile", "changing"]
