"""Electricity prices by the hour; the rules are being worked on daily."""
# label: stay (unstable)
# history: 14


def cost(hours, start):
    total = start
    level = 0.0
    for k in range(hours):  # HOT
        load = (k * 37 % 101) * 0.13
        level = level * 0.95 + load * 0.05
        if level > 6.1:
            total += load * 0.31
        elif load > 9.0:
            total += load * 0.27
        else:
            total += load * 0.22
    return total


print(round(cost(10_000_000, 12.5), 4))
