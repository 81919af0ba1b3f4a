"""Simulates a queue at a counter and keeps the waiting times."""
# label: fix-algorithm
import numpy as np


def waiting_times(customers, rng):
    times = np.array([])
    wait = 0.0
    for _ in range(customers):  # HOT
        wait = max(0.0, wait + rng.exponential(0.95) - rng.exponential(1.0))
        times = np.append(times, wait)
    return times


times = waiting_times(45_000, np.random.default_rng(5))
print(len(times), round(float(times.mean()), 6))
