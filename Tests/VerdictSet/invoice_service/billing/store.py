"""Makes up the data."""
import random


def invoices(n):
    rng = random.Random(3)
    return [{"tariff": f"T{rng.randrange(n // 2)}", "units": rng.randrange(1, 50)}
            for _ in range(n)]


def tariffs(n):
    return [{"name": f"T{k}", "price": 0.5 + k % 17} for k in range(n)]
