"""Estimates pi by throwing darts."""
# label: vectorize
import random


def estimate(throws):
    inside = 0
    for _ in range(throws):  # HOT
        x = random.random()
        y = random.random()
        if x * x + y * y < 1.0:
            inside += 1
    return 4.0 * inside / throws


random.seed(8)
print(estimate(11_000_000))
