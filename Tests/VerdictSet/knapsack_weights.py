"""Which parcels go on the lorry: a knapsack by dynamic programming."""
# label: port
import random


def best_value(weights, values, capacity):
    best = [0] * (capacity + 1)
    for k in range(len(weights)):  # HOT
        w = weights[k]
        v = values[k]
        for c in range(capacity, w - 1, -1):
            candidate = best[c - w] + v
            if candidate > best[c]:
                best[c] = candidate
    return best[capacity]


def main():
    random.seed(11)
    weights = [random.randint(3, 90) for _ in range(400)]
    values = [random.randint(10, 500) for _ in range(400)]
    print(best_value(weights, values, 45_000))


main()
