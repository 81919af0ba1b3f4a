"""Shortens a delivery tour by simulated annealing."""
# label: port
import math
import random

CITIES = 120


def place(rng):
    return [rng.random() * 100 for _ in range(CITIES)], [
        rng.random() * 100 for _ in range(CITIES)]


def gap(xs, ys, a, b):
    dx, dy = xs[a] - xs[b], ys[a] - ys[b]
    return math.sqrt(dx * dx + dy * dy)


def anneal(xs, ys, steps, seed):
    rng = random.Random(seed)
    tour = list(range(len(xs)))
    count = len(tour)
    length = sum(gap(xs, ys, tour[k - 1], tour[k]) for k in range(count))
    temperature = 40.0
    for _ in range(steps):  # HOT
        i = int(rng.random() * (count - 2)) + 1
        j = int(rng.random() * (count - 2)) + 1
        if i > j:
            i, j = j, i
        before = gap(xs, ys, tour[i - 1], tour[i]) + gap(xs, ys, tour[j], tour[j + 1])
        after = gap(xs, ys, tour[i - 1], tour[j]) + gap(xs, ys, tour[i], tour[j + 1])
        change = after - before
        if change < 0 or rng.random() < math.exp(-change / temperature):
            length += change
            while i < j:
                tour[i], tour[j] = tour[j], tour[i]
                i += 1
                j -= 1
        temperature *= 0.99998
    return length, tour


if __name__ == "__main__":
    xs, ys = place(random.Random(3))
    length, tour = anneal(xs, ys, 400_000, 11)
    print(round(length, 6), tour[:6])
