"""Follows a target with a Kalman filter written out for two states."""
# label: port
import random


def track(measured, q, r):
    x, v = measured[0], 0.0
    p00, p01, p11 = 1.0, 0.0, 1.0
    squared = 0.0
    for z in measured:  # HOT
        x += v
        p00 += 2.0 * p01 + p11 + q
        p01 += p11
        p11 += q
        s = p00 + r
        k0 = p00 / s
        k1 = p01 / s
        innovation = z - x
        x += k0 * innovation
        v += k1 * innovation
        p11 -= k1 * p01
        p01 -= k0 * p01
        p00 -= k0 * p00
        squared += innovation * innovation
    return x, v, squared


def main():
    rng = random.Random(1)
    measured = [0.01 * k + rng.gauss(0.0, 1.0) for k in range(400_000)]
    for q in (1e-4, 1e-3, 1e-2, 1e-1, 1.0, 2.0, 5.0):
        print(q, *("%.5f" % value for value in track(measured, q, 1.0)))


main()
