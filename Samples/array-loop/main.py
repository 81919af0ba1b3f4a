"""An element-wise loop over NumPy arrays: it belongs in one NumPy line."""

import numpy as np

PIXELS = 400_000
FRAMES = 10


def make_frame(seed):
    generator = np.random.default_rng(seed)
    return generator.random(PIXELS)


def blend(front, back, alpha):
    for i in range(len(front)):
        back[i] = front[i] * alpha + back[i] * (1.0 - alpha)


def main():
    back = make_frame(seed=1)
    for frame in range(FRAMES):
        blend(make_frame(seed=2 + frame), back, 0.25)
        print(f"frame {frame}: mean {back.mean():.9f}")


if __name__ == "__main__":
    main()
