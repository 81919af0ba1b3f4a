"""The largest reading of each day."""
# label: use-library


def largest(readings):
    best = readings[0]
    for reading in readings:  # HOT
        if reading > best:
            best = reading
    return best


def main():
    days = [[(d * 31 + k * 17) % 1009 / 7 for k in range(1_440)] for d in range(365)]
    total = 0.0
    for _ in range(170):
        for readings in days:
            total += largest(readings)
    print(round(total, 3))


main()
