"""Checks candidates for primes with Fermat's test, written out."""
# label: use-library


def power(base, n, m):
    result = 1
    while n > 0:  # HOT
        if n & 1:
            result = result * base % m
        base = base * base % m
        n >>= 1
    return result


def main():
    found = 0
    for candidate in range(10_000_001, 10_500_001, 2):
        if power(2, candidate - 1, candidate) == 1:
            found += 1
    print(found)


main()
