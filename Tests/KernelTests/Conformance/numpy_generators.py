"""Draws from `numpy.random.Generator`, and what becomes of it on a fallback."""

import math

import numpy as np


def metropolis(n, step, seed):
    rng = np.random.default_rng(seed)
    x = 0.0
    out = np.empty(n)
    accepted = 0
    for i in range(n):
        y = x + step * rng.standard_normal()
        if rng.random() < math.exp(min(0.0, 0.5 * (x * x - y * y))):
            x = y
            accepted += 1
        out[i] = x
    return out, accepted


def ising_rng(spins, beta, steps, rng):
    n, m = spins.shape
    for _ in range(steps):
        i = rng.integers(n)
        j = rng.integers(0, m)
        s = spins[(i + 1) % n, j] + spins[i - 1, j] + spins[i, (j + 1) % m] + spins[i, j - 1]
        dE = 2 * spins[i, j] * s
        if dE <= 0 or rng.random() < np.exp(-beta * dE):
            spins[i, j] = -spins[i, j]
    return spins


def brownian(n, m, dt, rng):
    paths = np.zeros((m, n + 1))
    for i in range(m):
        for t in range(n):
            paths[i, t + 1] = paths[i, t] + rng.normal(0.0, math.sqrt(dt))
    return paths


def gillespie(rng, a, b, steps):
    t = 0.0
    n = 10
    times = []
    counts = []
    for _ in range(steps):
        total = a + b * n
        t += rng.exponential(1 / total)
        if rng.uniform() * total < a:
            n += 1
        else:
            n -= 1
        times.append(t)
        counts.append(n)
    return times, counts


def arrays_rng(seed):
    rng = np.random.default_rng(seed)
    a = rng.normal(size=5)
    b = rng.integers(0, 10, size=(2, 3))
    c = rng.random(4)
    d = rng.uniform(-1, 1, size=3)
    e = rng.normal(1, 2, 3)
    f = rng.exponential(2.0, size=2)
    return a, b, c, d, e, f, rng.integers(1, 6, endpoint=True), rng.poisson(3.0)


def rng_fails(rng, a):
    total = 0.0
    for i in range(5):
        total += rng.random()
    return total + a[7], rng.random()


def rng_kept(rng, n):
    x = rng.random()
    if n > 3:
        x += a_missing(n)
    return x, rng.integers(5)


def a_missing(n):
    if n > 5:
        raise ValueError("no")
    return n


def shared(first, second, n):
    total = 0.0
    for i in range(n):
        total += first.random() - second.uniform(1.0, 3.0)
    return total, first


def wide(rng, n):
    out = np.zeros(n, dtype=np.int64)
    for i in range(n):
        out[i] = rng.integers(-2**62, 2**62) ^ rng.integers(7)
    return out


def bad_scale(rng, scale):
    return rng.normal(0.0, scale) + rng.exponential(scale)


def rng(seed):
    return np.random.default_rng(seed)


SPINS = np.where(rng(1).random((6, 7)) < .5, 1, -1)

CALLS = {
    "metropolis": [(200, 0.8, 4), (3, 0.1, 0)],
    "ising_rng": [lambda: (SPINS.copy(), 0.4, 200, rng(5))],
    "brownian": [lambda: (9, 5, 0.1, rng(6))],
    "gillespie": [lambda: (rng(7), 3.0, 0.1, 50)],
    "arrays_rng": [(3,), (4,)],
    "rng_fails": [lambda: (rng(8), np.arange(9.0))],
    "rng_kept": [lambda: (rng(8), 2), lambda: (rng(8), 4)],
    "shared": [lambda: (rng(8), rng(9), 5), lambda: (lambda r: (r, r, 5))(rng(3))],
    "wide": [lambda: (rng(8), 9)],
    "bad_scale": [lambda: (rng(8), 2.0), lambda: (rng(8), 0.0)],
}

FALLS_BACK = {
    "rng_fails": [lambda: (rng(8), np.arange(3.0))],
    "rng_kept": [lambda: (rng(8), 9)],
    "bad_scale": [lambda: (rng(8), -1.0)],
}

EITHER = {
    "ising_rng": [lambda: (np.ones((3, 4), int), 0.4, 5,
                           np.random.Generator(np.random.MT19937(3)))],
    "metropolis": [(5, 0.1, -1)],
}
