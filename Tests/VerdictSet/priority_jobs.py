"""Serves patients by urgency; new ones arrive all the time."""
# label: fix-algorithm
import random


def serve(arrivals):
    waiting = []
    order = 0
    for number, urgency in enumerate(arrivals):  # HOT
        waiting.append((urgency, number))
        waiting.sort()
        if number % 3 == 0:
            order = (order * 31 + waiting.pop()[1]) % 1_000_003
    return order


def main():
    rng = random.Random(12)
    print(serve([rng.random() for _ in range(13_000)]))


if __name__ == "__main__":
    main()
