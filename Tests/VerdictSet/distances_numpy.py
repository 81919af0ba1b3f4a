"""Distances between all pairs of stations, from arrays of coordinates."""
# label: vectorize
import numpy as np


def distances(east, north):
    count = len(east)
    table = np.zeros((count, count))
    for i in range(count):  # HOT
        for j in range(count):
            dx = east[i] - east[j]
            dy = north[i] - north[j]
            table[i, j] = (dx * dx + dy * dy) ** 0.5
    return table


generator = np.random.default_rng(3)
table = distances(generator.uniform(0, 100, 1400), generator.uniform(0, 50, 1400))
print(table.shape, round(float(table.mean()), 6))
