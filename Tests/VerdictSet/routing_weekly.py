"""Picks the cheapest lane for each pallet; the lanes change every week."""
# label: stay (unstable)
# history: 15


def assign(pallets, a, b, c):
    cost = 0
    for k in range(pallets):  # HOT
        weight = k * 48271 % 1999
        if a <= b and a <= c:
            a += weight
            cost += weight * 3
        elif b <= c:
            b += weight + 5
            cost += weight * 2
        else:
            c += weight + 11
            cost += weight
    return cost, a, b, c


print(*assign(5_500_000, 0, 0, 0))
