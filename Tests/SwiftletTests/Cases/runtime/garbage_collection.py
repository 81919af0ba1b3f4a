import gc
import weakref


class Node:
    pass


print(gc.isenabled(), gc.get_threshold(), gc.callbacks, gc.garbage)
nodes = [Node() for _ in range(100)]
for node in nodes:
    node.self = node
references = [weakref.ref(node) for node in nodes]
del nodes, node
gc.collect()
print(sum(reference() is None for reference in references))
