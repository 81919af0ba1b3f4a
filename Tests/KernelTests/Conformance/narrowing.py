"""Values that may be None, where tests tell that they are not."""


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Tree:
    def __init__(self, key, left=None, right=None):
        self.key = key
        self.left = left
        self.right = right


class Chain:
    def __init__(self):
        self.head = None
        self.last = None
        self.size = 0

    def push(self, value):
        node = Node(value)
        if self.head is None:
            self.head = node
        else:
            self.last.next = node
        self.last = node
        self.size += 1

    def drop(self):
        if self.head is not None:
            self.head = self.head.next
            self.size -= 1
            if self.head is None:
                self.last = None

    def reset(self):
        self.head = None
        return 1


def last_value(values):
    head = None
    for v in reversed(values):
        head = Node(v, head)
    if head is None:
        return -1
    node = head
    while node.next is not None:
        node = node.next
    return node.value


def pushed(values, drops):
    chain = Chain()
    for v in values:
        chain.push(v)
    for _ in range(drops):
        chain.drop()
    out = []
    node = chain.head
    while node:
        out.append(node.value)
        node = node.next
    return out, chain.size, chain.last is None


def changed_by_call(values):
    chain = Chain()
    out = []
    for v in values:
        chain.push(v)
        if chain.head is not None and chain.reset():
            out.append(chain.head is None)
        if chain.head and v > 1:
            out.append(False)
    return out


def changed_by_alias(values):
    a = Node(values[0], Node(values[1]))
    b = a
    out = []
    if a.next is not None:
        b.next = None
        out.append(a.next is None)
    a.next = Node(5)
    if a.next is not None:
        out.append(a.next.value)
        a = Node(7)
        out.append(a.next is None)
    return out


def changed_in_loop(values):
    found = None
    out = []
    for v in values:
        if found is not None:
            out.append(found + v)
            found = None
            out.append(1 if found is None else 0)
        else:
            found = v
    return out, found


def smallest(root_keys):
    root = None
    for key in root_keys:
        if root is None:
            root = Tree(key)
            continue
        node = root
        while True:
            if key < node.key:
                if node.left is None:
                    node.left = Tree(key)
                    break
                node = node.left
            else:
                if node.right is None:
                    node.right = Tree(key)
                    break
                node = node.right
    stack = []
    if root:
        stack.append(root)
    order = []
    while stack:
        node = stack.pop()
        order.append(node.key)
        if node.right:
            stack.append(node.right)
        if node.left is not None:
            stack.append(node.left)
    return order


def path_back(parents, goal):
    path = []
    node = goal
    while node is not None:
        path.append(node)
        node = parents[node]
    return path[::-1]


def first_or(values, other):
    best = None
    for v in values:
        if best is None or v < best:
            best = v
    total = best * 2 if best is not None else other
    name = best or other
    if not best:
        return total, name, [best is None]
    return total, name, [best > 1, best is None]


def walrus(table, keys):
    out = []
    for k in keys:
        if (found := table.get(k)) is not None:
            out.append(found)
        elif (other := table.get(k + 1)):
            out.append(-other)
    return out, [v for k in keys if (v := table.get(k)) is not None]


def loop_else(values, wanted):
    found = None
    for i, v in enumerate(values):
        if v == wanted:
            found = i
            break
    else:
        found = -1
    if found is None:
        return [0]
    return [found]


def isinstance_after(value, n):
    x = None
    if n > 0:
        x = value
    if x is not None:
        x = None if n == 5 else x
        return isinstance(x, str), x is None
    return isinstance(x, str), x is None


CALLS = {
    "last_value": [([1, 2, 3],), ([],), ([4],)],
    "pushed": [([1, 2, 3], 1), ([1, 2], 2), ([], 1)],
    "changed_by_call": [([1, 2],)],
    "changed_by_alias": [([1, 2],)],
    "changed_in_loop": [([1, 2, 3, 4, 5],), ([],)],
    "smallest": [([5, 2, 8, 1, 3],), ([],)],
    "path_back": [({"a": None, "b": "a", "c": "b"}, "c")],
    "first_or": [([3, 1, 2], 9), ([], 9), ([0], 9)],
    "walrus": [({1: 5, 3: 0, 4: 7}, [1, 2, 3, 4])],
    "loop_else": [([1, 2], 2), ([], 2)],
    "isinstance_after": [("a", 1), ("a", 0), ("a", 5)],
}
EITHER = {
    "path_back": [({"a": "z"}, "a")],
}
FALLS_BACK = {}
