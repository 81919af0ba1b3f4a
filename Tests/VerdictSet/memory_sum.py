"""Adds up measurements that come as an array, with a built-in function."""
# label: vectorize
import numpy as np


def totals(days):
    result = []
    for day in days:  # HOT
        result.append(sum(day))
    return result


days = np.random.default_rng(1).integers(0, 1000, (90, 200_000))
print(sum(int(t) for t in totals(days)))
