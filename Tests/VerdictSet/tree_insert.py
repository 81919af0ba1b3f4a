"""A search tree of nodes, filled and measured."""
# label: stay (dynamic)
import random


class Node:
    def __init__(self, key):
        self.key = key
        self.left = None
        self.right = None


def insert(root, key):
    node = root
    while True:  # HOT
        if key < node.key:
            if node.left is None:
                node.left = Node(key)
                return
            node = node.left
        else:
            if node.right is None:
                node.right = Node(key)
                return
            node = node.right


rng = random.Random(1)
root = Node(0.5)
for _ in range(320_000):
    insert(root, rng.random())
print(root.left is not None)
