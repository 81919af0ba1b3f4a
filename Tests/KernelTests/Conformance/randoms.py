"""The exact stream of `random`, from generators passed in and the shared one."""
import math
import random


def floats(rng, n):
    return [rng.random() for _ in range(n)]


def walk(rng: random.Random, steps: int):
    x = y = 0
    for _ in range(steps):
        if rng.random() < 0.5:
            x += rng.choice([-1, 1])
        else:
            y += rng.randint(-3, 3)
    return x, y


def price(spot, strike, rate, sigma, years, steps, paths, rng):
    dt = years / steps
    drift = (rate - 0.5 * sigma * sigma) * dt
    vol = sigma * math.sqrt(dt)
    total = 0.0
    for _ in range(paths):
        s = spot
        acc = 0.0
        for _ in range(steps):
            s *= math.exp(drift + vol * rng.gauss(0.0, 1.0))
            acc += s
        payoff = acc / steps - strike
        if payoff > 0:
            total += payoff
    return math.exp(-rate * years) * total / paths


def whole(rng, low: int, high: int, bits: int):
    return (
        rng.randrange(high), rng.randrange(low, high), rng.randint(low, high),
        rng.getrandbits(bits), rng.getrandbits(1), rng.getrandbits(40))


def continuous(rng, a: float, b: float):
    return (
        rng.uniform(a, b), rng.uniform(1, 3), rng.gauss(a, b), rng.gauss(),
        rng.normalvariate(a, b), rng.expovariate(b), rng.gauss(1, 2))


def shuffled(rng, values):
    rng.shuffle(values)
    return values


def text_of(rng, letters: str, n: int):
    out = ""
    for _ in range(n):
        out += rng.choice(letters)
    return out


def pi_by_darts(n):
    hits = 0
    for _ in range(n):
        x, y = random.random(), random.random()
        if x * x + y * y <= 1.0:
            hits += 1
    return 4 * hits / n


def shared(values, n):
    random.shuffle(values)
    return [random.randint(1, 6) for _ in range(n)], random.gauss(0, 1)


def both_ways(rng, n):
    total = 0.0
    for _ in range(n):
        total += rng.random() - random.random()
    return total, rng


def two(first, second, n):
    return [first.random() < second.random() for _ in range(n)]


def seeded(seed: int, n: int):
    rng = random.Random(seed)
    first = [rng.randint(0, 99) for _ in range(n)]
    rng.gauss(0, 1)
    rng.seed(n)
    random.seed(seed)
    return first, rng.gauss(0, 1), rng, random.random(), rng


SAME = random.Random(5)

CALLS = {
    "floats": [(random.Random(1), 700), (random.Random("text"), 0)],
    "walk": [(random.Random(2), 500)],
    "price": [(100.0, 100.0, 0.03, 0.2, 1.0, 7, 9, random.Random(7))],
    "whole": [
        (random.Random(3), -5, 17, 63), (random.Random(4), 0, 1, 0),
        (random.Random(4), -2**40, 2**62, 33),
    ],
    "continuous": [(random.Random(5), -1.5, 2.5), (random.Random(6), 0.0, 1e300)],
    "shuffled": [
        (random.Random(7), [1, 2, 3, 4, 5, 6, 7]), (random.Random(8), []),
        (random.Random(8), [9]),
    ],
    "text_of": [(random.Random(9), "abcé", 20)],
    "pi_by_darts": [(1500,)],
    "shared": [([1, 2, 3, 4], 10)],
    "both_ways": [(random.Random(10), 30)],
    "seeded": [(1, 9), (0, 1), (-7, 3), (2**40 + 5, 2), (-2**63, 1)],
    "two": [(SAME, SAME, 20), (random.Random(1), random.Random(1), 20)],
}


class Loaded(random.Random):
    def random(self):
        return 0.25


def with_attribute():
    rng = random.Random(1)
    rng.random = lambda: 0.75
    return rng, 3


FALLS_BACK = {
    "floats": [(Loaded(1), 3), with_attribute, (random.SystemRandom, 0)],
    "whole": [(random.Random(3), 5, 5, 3), (random.Random(3), 0, 9, 64)],
    "text_of": [(random.Random(9), "", 2)],
    "continuous": [(random.Random(5), 1.0, 0.0)],
}
