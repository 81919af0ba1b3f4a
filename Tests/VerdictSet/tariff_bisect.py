"""Finds the tariff of each parcel by its weight."""
# label: use-library


def tariff(limits, weight):
    low, high = 0, len(limits)
    while low < high:  # HOT
        middle = (low + high) // 2
        if limits[middle] < weight:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    limits = [k * 12.5 for k in range(1, 60_000)]
    total = 0
    for k in range(900_000):
        total += tariff(limits, (k * 7919 % 749_000) + 0.5)
    print(total)


main()
