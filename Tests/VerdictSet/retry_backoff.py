"""Asks a service that is often busy, and waits a little longer each time."""
# label: stay (io)
import random
import time


class Busy(Exception):
    pass


def ask(rng):
    if rng.random() < 0.7:
        raise Busy
    return [rng.random() for _ in range(2000)]


def with_patience(rng):
    pause = 0.01
    while True:
        try:
            return ask(rng)
        except Busy:
            time.sleep(pause)
            pause = min(pause * 1.5, 0.2)


rng = random.Random(4)
total = 0.0
for _ in range(16):
    total += sum(with_patience(rng))
print(round(total, 3))
