"""Keeps bookings in the order of their dates."""
# label: use-library
import random


def in_order(days):
    days = list(days)
    for i in range(1, len(days)):  # HOT
        key = days[i]
        j = i - 1
        while j >= 0 and days[j] > key:
            days[j + 1] = days[j]
            j -= 1
        days[j + 1] = key
    return days


def main():
    rng = random.Random(1)
    days = in_order(rng.randrange(730_000) for _ in range(7_500))
    print(days[0], days[-1])


if __name__ == "__main__":
    main()
