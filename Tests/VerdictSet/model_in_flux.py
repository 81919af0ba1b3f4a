"""A population model that two people change every other day."""
# label: stay (unstable)
# history: 16


def populate(years, hares, foxes):
    peak = 0.0
    for _ in range(years):  # HOT
        born = hares * 0.11
        eaten = hares * foxes * 0.0021
        hares = hares + born - eaten
        foxes = foxes + eaten * 0.09 - foxes * 0.07
        if hares > 5000.0:
            hares = 5000.0
        if foxes < 2.0:
            foxes = 2.0
        if hares > peak:
            peak = hares
    return hares, foxes, peak


def main():
    print(*(round(v, 6) for v in populate(10_000_000, 400.0, 20.0)))


if __name__ == "__main__":
    main()
