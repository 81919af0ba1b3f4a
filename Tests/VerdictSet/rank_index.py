"""Scores the finishers of a race by their place on the list."""
# label: fix-algorithm
import random


def points(finishers, team):
    total = 0
    for runner in team:  # HOT
        place = finishers.index(runner)
        total += max(0, 5000 - place)
    return total


def main():
    rng = random.Random(30)
    finishers = [f"runner{k}" for k in range(9_000)]
    rng.shuffle(finishers)
    print(points(finishers, [f"runner{k}" for k in range(0, 9_000, 2)] * 4))


main()
