"""Puts the customer's town to each order (two exports of a shop)."""
# label: fix-algorithm
import random


def read(rng):
    customers = [
        {"id": k, "town": rng.choice(["Graz", "Linz", "Wien"])} for k in range(2_500)
    ]
    orders = [
        {"customer": rng.randrange(2_500), "value": rng.random()} for _ in range(12_000)
    ]
    return customers, orders


def by_town(customers, orders):
    totals = {}
    for order in orders:  # HOT
        for customer in customers:
            if customer["id"] == order["customer"]:
                town = customer["town"]
                totals[town] = totals.get(town, 0.0) + order["value"]
    return totals


customers, orders = read(random.Random(7))
for town, value in sorted(by_town(customers, orders).items()):
    print(town, round(value, 3))
