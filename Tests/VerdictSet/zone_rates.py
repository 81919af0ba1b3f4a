"""Prices parcels by zone and weight class."""
# label: cache


def parcels(n):
    return [("ABCDEF"[k * k % 6], "ABCDEF"[k * 7 % 6], k * 31 % 5) for k in range(n)]


def rate(origin, destination, weight):
    """The dearest of the possible ways, with a surcharge for each leg."""
    distance = abs(ord(origin) - ord(destination)) + 1
    best = 0.0
    for legs in range(1, 60):  # HOT
        price = 2.5 * legs
        for leg in range(legs % 7 + 1):
            price = price * 1.01 + distance * (weight + 1) / (leg + 1)
        if price % 10 > best:
            best = price % 10
    return best


def main():
    total = 0.0
    for origin, destination, weight in parcels(24_000):
        total += rate(origin, destination, weight)
    print(round(total, 4))


main()
