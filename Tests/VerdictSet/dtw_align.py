"""Aligns two heart-beat curves by dynamic time warping, two rows at a time."""
# label: port
import math


def distance(left, right):
    far = 1e300
    before = [far] * (len(right) + 1)
    before[0] = 0.0
    for x in left:  # HOT
        row = [far] * (len(right) + 1)
        for j in range(len(right)):
            best = before[j]
            if before[j + 1] < best:
                best = before[j + 1]
            if row[j] < best:
                best = row[j]
            row[j + 1] = best + abs(x - right[j])
        before = row
    return before[-1]


def curve(shift, n):
    return [math.sin(k / 23.0 + shift) + 0.3 * math.sin(k / 5.0) for k in range(n)]


if __name__ == "__main__":
    reference = curve(0.0, 1300)
    for shift in (0.1, 0.4, 0.9, 1.3):
        print(shift, round(distance(reference, curve(shift, 1500)), 6))
