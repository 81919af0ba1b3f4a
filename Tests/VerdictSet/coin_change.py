"""Counts the ways to pay an amount with coins."""
# label: cache
COINS = (200, 100, 50, 20, 10, 5, 2, 1)


def ways(amount, k):  # HOT
    if amount == 0:
        return 1
    if amount < 0 or k == len(COINS):
        return 0
    return ways(amount - COINS[k], k) + ways(amount, k + 1)


print(ways(270, 0))
