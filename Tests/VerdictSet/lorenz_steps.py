"""The Lorenz attractor by Runge and Kutta; prints where it crosses a plane."""
# label: port
import argparse


def simulate(x, y, z, dt, steps):
    crossings = 0
    total = 0.0
    for step in range(steps):  # HOT
        ax, ay, az = 10.0 * (y - x), x * (28.0 - z) - y, x * y - 8.0 / 3.0 * z
        u, v, w = x + 0.5 * dt * ax, y + 0.5 * dt * ay, z + 0.5 * dt * az
        bx, by, bz = 10.0 * (v - u), u * (28.0 - w) - v, u * v - 8.0 / 3.0 * w
        u, v, w = x + 0.5 * dt * bx, y + 0.5 * dt * by, z + 0.5 * dt * bz
        cx, cy, cz = 10.0 * (v - u), u * (28.0 - w) - v, u * v - 8.0 / 3.0 * w
        u, v, w = x + dt * cx, y + dt * cy, z + dt * cz
        dx, dy, dz = 10.0 * (v - u), u * (28.0 - w) - v, u * v - 8.0 / 3.0 * w
        above = z > 27.0
        x += dt / 6.0 * (ax + 2.0 * bx + 2.0 * cx + dx)
        y += dt / 6.0 * (ay + 2.0 * by + 2.0 * cy + dy)
        z += dt / 6.0 * (az + 2.0 * bz + 2.0 * cz + dz)
        if above != (z > 27.0):
            crossings += 1
            total += x
    return crossings, total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=450_000)
    options = parser.parse_args()
    for start in (1.0, 1.000001):
        print(simulate(start, 1.0, 1.0, 0.002, options.steps))


main()
