"""Moves particles; the field they move in is an array already."""
# label: vectorize
import numpy as np


class Particle:
    def __init__(self, x, y, vx, vy):
        self.x = x
        self.y = y
        self.vx = vx
        self.vy = vy


def move(particles, dt):
    for p in particles:  # HOT
        p.vx = p.vx - 0.3 * p.x * dt
        p.vy = p.vy - 0.3 * p.y * dt
        p.x = p.x + p.vx * dt
        p.y = p.y + p.vy * dt


def main():
    rng = np.random.default_rng(3)
    start = rng.normal(size=(20_000, 4))
    particles = [Particle(*row) for row in start.tolist()]
    for _ in range(320):
        move(particles, 0.01)
    print(round(sum(p.x for p in particles), 6))


main()
