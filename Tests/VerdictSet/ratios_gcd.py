"""Shortens ratios of gear wheels."""
# label: use-library


def gcd(a, b):
    while b:  # HOT
        a, b = b, a % b
    return a


def coprime(limit):
    n = 0
    for a in range(1, limit):
        for b in range(1, a):
            if gcd(a, b) == 1:
                n += 1
    return n


print(coprime(3_000))
