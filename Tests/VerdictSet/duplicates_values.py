"""Gives new members a number that nobody has yet."""
# label: fix-algorithm
import random


def register(names):
    numbers = {}
    rng = random.Random(2)
    for name in names:  # HOT
        number = rng.randrange(1_000_000)
        while number in numbers.values():
            number = rng.randrange(1_000_000)
        numbers[name] = number
    return numbers


numbers = register(f"member {k}" for k in range(14_000))
print(len(numbers), sum(numbers.values()))
