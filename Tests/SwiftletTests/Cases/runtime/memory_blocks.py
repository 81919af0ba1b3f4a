import gc
import sys


class Node:
    def __init__(self, inner):
        self.inner = inner
        self.data = [inner, str(id(inner))]


def build(depth):
    return Node(build(depth - 1)) if depth else None


def churn():
    for size in range(1, 700):
        text = "x" * size
        items = [text] * size
        items.extend(items)
        items[size // 2:] = []
        data = bytearray(size)
        data += bytes(5 * size)
        del data[size:]
    for _ in range(2000):
        build(20)


gc.disable()
churn()
before = sys.getallocatedblocks()
churn()
print(abs(sys.getallocatedblocks() - before) < 20)
