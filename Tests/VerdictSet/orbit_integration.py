"""Integrates the orbits of five planets with the leapfrog method."""
# label: port
import math


def step(xs, ys, vxs, vys, masses, dt, steps):
    n = len(xs)
    for _ in range(steps):  # HOT
        for i in range(n):
            ax = 0.0
            ay = 0.0
            for j in range(n):
                if i != j:
                    dx = xs[j] - xs[i]
                    dy = ys[j] - ys[i]
                    d2 = dx * dx + dy * dy + 1e-6
                    f = masses[j] / (d2 * math.sqrt(d2))
                    ax += f * dx
                    ay += f * dy
            vxs[i] += ax * dt
            vys[i] += ay * dt
        for i in range(n):
            xs[i] += vxs[i] * dt
            ys[i] += vys[i] * dt


def main():
    xs = [0.0, 1.0, 1.5, 5.2, 9.5]
    ys = [0.0, 0.0, 0.1, 0.0, 0.2]
    vxs = [0.0, 0.0, 0.0, 0.0, 0.0]
    vys = [0.0, 1.0, 0.8, 0.43, 0.32]
    masses = [1.0, 3e-6, 3e-7, 9.5e-4, 2.8e-4]
    step(xs, ys, vxs, vys, masses, 0.001, 150_000)
    print(" ".join(f"{x:.6f}" for x in xs + ys))


if __name__ == "__main__":
    main()
