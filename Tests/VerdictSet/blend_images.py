"""Blends two images, pixel by pixel."""
# label: vectorize
import numpy as np


def blend(a, b, mask):
    out = np.zeros_like(a)
    for y in range(a.shape[0]):  # HOT
        for x in range(a.shape[1]):
            m = mask[y, x]
            out[y, x] = a[y, x] * m + b[y, x] * (1.0 - m)
    return out


def main():
    rng = np.random.default_rng(2)
    a, b, mask = rng.random((3, 1100, 1000))
    print(round(float(blend(a, b, mask).mean()), 6))


if __name__ == "__main__":
    main()
