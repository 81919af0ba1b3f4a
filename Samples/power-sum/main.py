"""A custom aggregation: the sum of v ** 1.5 over the positive values."""

import random

DAYS = 30


def daily_changes(count, seed=11):
    generator = random.Random(seed)
    return [generator.uniform(-1.0, 1.0) for _ in range(count)]


def power_sum(values):
    total = 0.0
    for v in values:
        if v > 0:
            total += v ** 1.5
    return total


def main():
    changes = daily_changes(1_000_000)
    yearly = 0.0
    for day in range(DAYS):
        load = power_sum(changes)
        yearly += load
        changes[day] = -changes[day]
    print(f"load of the last day: {load:.6f}")
    print(f"load of all {DAYS} days: {yearly:.6f}")


if __name__ == "__main__":
    main()
