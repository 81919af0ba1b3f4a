"""A report that is made once a year and takes two seconds."""
# label: stay (not-reused)


def depreciate(items, years):
    total = 0.0
    for k in range(items):  # HOT
        value = 100.0 + k * 13 % 977
        rate = 0.05 + (k % 11) * 0.01
        for _ in range(years):
            value -= value * rate
            if value < 20.0:
                value = 20.0
                break
        total += value
    return total


print(round(depreciate(1_100_000, 25), 4))
