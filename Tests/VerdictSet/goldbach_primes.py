# label: fix-algorithm
"""For every even number the first pair of primes that add up to it."""
import sys


def primes_below(limit):
    found = []
    for candidate in range(2, limit):
        for prime in found:
            if prime * prime > candidate:
                found.append(candidate)
                break
            if candidate % prime == 0:
                break
        else:
            found.append(candidate)
    return found


LIMIT = int(sys.argv[1]) if len(sys.argv) > 1 else 11000
PRIMES = primes_below(LIMIT)


def split(number):
    for prime in PRIMES:  # HOT
        if number - prime in PRIMES:
            return prime, number - prime


worst = 0
for number in range(4, LIMIT, 2):
    worst = max(worst, split(number)[0])
print("largest first prime:", worst)
