"""The value of all orders, by customer."""
# label: vectorize
import numpy as np
import pandas as pd


def load(n):
    rng = np.random.default_rng(4)
    return pd.DataFrame({
        "customer": rng.integers(0, 50, n),
        "price": rng.random(n) * 100,
        "amount": rng.integers(1, 9, n),
        "rebate": rng.random(n) * 0.2,
    })


def values(orders):
    totals = {}
    for _, row in orders.iterrows():  # HOT
        value = row["price"] * row["amount"] * (1 - row["rebate"])
        totals[row["customer"]] = totals.get(row["customer"], 0.0) + value
    return totals


totals = values(load(35_000))
print(len(totals), round(sum(totals.values()), 2))
