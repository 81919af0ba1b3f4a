"""Methods that are hot themselves, and instances that hold one another."""

from dataclasses import dataclass

SCALE = 0.5


class Life:
    def __init__(self, width, height, alive):
        self.width = width
        self.height = height
        self.cells = [[0] * width for _ in range(height)]
        for x, y in alive:
            self.cells[y][x] = 1
        self.generation = 0

    def neighbours(self, x, y):
        count = 0
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                if dx or dy:
                    count += self.cells[(y + dy) % self.height][
                        (x + dx) % self.width]
        return count

    def step(self):
        new = []
        for y in range(self.height):
            row = []
            for x in range(self.width):
                n = self.neighbours(x, y)
                row.append(1 if n == 3 or n == 2 and self.cells[y][x] else 0)
            new.append(row)
        self.cells = new
        self.generation += 1
        return sum(map(sum, new))


class Simulation:
    def __init__(self, seed):
        self.state = seed
        self.history = []
        self.total = 0.0

    def draw(self):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return self.state

    def run(self, n, scale=SCALE, *, keep=True):
        for _ in range(n):
            value = self.draw() * scale
            self.total += value
            if keep:
                self.history.append(value)
        return self.total / n


class Loud(Simulation):
    def draw(self):
        return super().draw() % 7


@dataclass
class Account:
    LIMIT = (1 << 40) - 1
    STEPS = (1, -1)

    owner: str
    balance: int = 0

    def deposit(self, amounts):
        for amount in amounts:
            if amount < 0:
                raise ValueError(f"{self.owner} cannot deposit {amount}")
            self.balance = (self.balance + amount * self.STEPS[0]) & self.LIMIT
        return self.balance


class Slotted:
    __slots__ = ("low", "high", "_Slotted__hidden")

    def __init__(self, low, high):
        self.low = low
        self.high = high
        self.__hidden = 0

    def widen(self, values):
        for value in values:
            self.__hidden += 1
            if value < self.low:
                self.low = value
            elif value > self.high:
                self.high = value
        return self.high - self.low, self.__hidden


class Polynomial:
    def __init__(self, parts):
        self.parts = parts

    def __call__(self, x):
        result = 0.0
        for part in self.parts:
            result = result * x + part
        return result

    def sampled(self, n):
        total = 0.0
        for i in range(n):
            total += self(i * 0.5)
        return total


def evaluated(polynomial, xs):
    return [polynomial(x) for x in xs]


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Tree:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None
        self.parent = None

    def insert(self, key):
        node = self
        while True:
            if key < node.key:
                if node.left is None:
                    node.left = Tree(key)
                    node.left.parent = node
                    return node.left
                node = node.left
            else:
                if node.right is None:
                    node.right = Tree(key)
                    node.right.parent = node
                    return node.right
                node = node.right

    def depth(self):
        left = self.left.depth() if self.left else 0
        right = self.right.depth() if self.right else 0
        return 1 + max(left, right)

    def height_above(self):
        steps = 0
        node = self
        while node.parent is not None:
            node = node.parent
            steps += 1
        return steps


class Branch:
    def __init__(self, weight):
        self.weight = weight
        self.children = []

    def total(self):
        result = self.weight
        for child in self.children:
            result += child.total()
        return result


def chain_sum(head):
    total = 0
    while head is not None:
        total += head.value
        head = head.next
    return total


def reversed_chain(head):
    previous = None
    while head:
        following = head.next
        head.next = previous
        previous = head
        head = following
    return previous


def new_chain(n):
    head = None
    for i in range(n):
        head = Node(i, head)
    return head


def ring(n):
    first = Node(0)
    last = first
    for i in range(1, n):
        last.next = Node(i)
        last = last.next
    last.next = first
    return first


def dropped(n):
    total = 0
    for i in range(n):
        ring_of_two = Node(i)
        ring_of_two.next = Node(i + 1, ring_of_two)
        total += ring_of_two.next.next.value
    long = None
    for i in range(n):
        long = Node(i, long)
    long = None
    return total


def grown(keys):
    root = Tree(keys[0])
    for key in keys[1:]:
        root.insert(key)
    return root


def relinked(nodes):
    for i in range(len(nodes)):
        nodes[i].next = nodes[i - 1]
    return nodes[0].next is nodes[-1]


def _chain(n):
    head = None
    for i in range(n):
        head = Node(i * 3 % 17, head)
    return head


def _tree(keys):
    root = Tree(keys[0])
    for key in keys[1:]:
        root.insert(key)
    return root


def _leaf(keys):
    return _tree(keys).insert(keys[-1])


def _branches(depth):
    root = Branch(depth * 0.5)
    if depth:
        root.children = [_branches(depth - 1) for _ in range(3)]
        root.children.append(root.children[0])
    return root


def _odd_chain():
    head = _chain(4)
    head.next.next.value = "x"
    return head,


class Longer(Node):
    pass


CALLS = {
    "Life.step": [
        lambda: (Life(8, 6, [(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)]),),
        lambda: (Life(3, 3, []),)],
    "Simulation.run": [
        lambda: (Simulation(42), 50), lambda: (Simulation(1), 3, 2.0)],
    "Account.deposit": [lambda: (Account("a", 5), [1, 2, 3])],
    "Slotted.widen": [lambda: (Slotted(1.0, 2.0), [0.5, 3.0, 1.5])],
    "Polynomial.sampled": [lambda: (Polynomial([1.0, -2.0, 0.5]), 4)],
    "evaluated": [lambda: (Polynomial([1.0, -2.0]), [1.0, 3.0])],
    "Tree.insert": [lambda: (_tree([5, 2, 8, 1]), 7),
                    lambda: (_tree([5]), 5)],
    "Tree.depth": [lambda: (_tree([5, 2, 8, 1, 9, 10]),)],
    "Tree.height_above": [lambda: (_leaf([5, 2, 8, 1, 0]),)],
    "Branch.total": [lambda: (_branches(3),)],
    "chain_sum": [lambda: (_chain(5),), lambda: (_chain(250),),
                  lambda: (None,)],
    "reversed_chain": [lambda: (_chain(6),), lambda: (None,)],
    "new_chain": [(4,), (0,)],
    "ring": [(5,), (1,)],
    "dropped": [(30000,)],
    "grown": [([4, 2, 6, 1, 3],)],
    "relinked": [lambda: ([Node(1), Node(2), Node(3)],),
                 lambda: ([Node(1)] * 2,)],
}

FALLS_BACK = {
    "Life.step": [lambda: (Life(2 ** 40, 0, []), 1)],
    "Simulation.run": [
        lambda: (Loud(3), 4), lambda: (Simulation(1), 0),
        lambda: (Simulation(2 ** 70), 2)],
    "Account.deposit": [lambda: (Account("a", 5), [1, -2])],
    "chain_sum": [_odd_chain, lambda: (Longer(1),)],
    "relinked": [lambda: ([],)],
}
