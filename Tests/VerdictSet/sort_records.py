"""Sorts large exports by several columns."""
# label: stay (native)
import random


def sort_all(exports):
    firsts = []
    for export in exports:  # HOT
        export = sorted(export)
        firsts.append(export[0])
    return firsts


rng = random.Random(4)
exports = [[(rng.random(), k) for k in range(60_000)] for _ in range(4)]
print(len(sort_all(exports * 10)))
