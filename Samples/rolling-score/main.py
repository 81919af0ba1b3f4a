"""A decaying score per sensor: it follows rises at once and forgets falls.

The step depends on the value before it, so NumPy has no vectorised form.
"""

import random

SENSORS = 20
READINGS = 1_000_000


def read_sensor(seed, count):
    """Stands for a file of readings: the same numbers for the same seed."""
    generator = random.Random(seed)
    return [generator.random() for _ in range(count)]


def rolling_score(values):
    scores = []
    prev = 0.0
    for v in values:
        prev = prev * 0.9 + v if v > prev else prev * 0.5
        scores.append(prev)
    return scores


def main():
    values = read_sensor(seed=7, count=READINGS)
    for sensor in range(SENSORS):
        scores = rolling_score(values)
        peak = max(scores)
        print(f"sensor {sensor:2}: last {scores[-1]:.6f}, peak {peak:.6f}")
        values.reverse()


if __name__ == "__main__":
    main()
