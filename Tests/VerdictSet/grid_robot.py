"""The cheapest way of a robot through a warehouse, by recursion."""
# label: cache


def toll(x: int, y: int) -> int:
    return (x * 7 + y * 13) % 10


def cheapest(x: int, y: int) -> int:  # HOT
    if x == 0 and y == 0:
        return toll(0, 0)
    if x == 0:
        return toll(x, y) + cheapest(x, y - 1)
    if y == 0:
        return toll(x, y) + cheapest(x - 1, y)
    return toll(x, y) + min(cheapest(x - 1, y), cheapest(x, y - 1))


print(cheapest(12, 12))
