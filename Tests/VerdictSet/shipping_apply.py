"""What shipping costs, with one function called for every row."""
# label: vectorize
import numpy as np
import pandas as pd


def cost(row):  # HOT
    base = 4.9 if row["weight"] < 2.0 else 9.9
    if row["express"]:
        base += 7.5
    if row["zone"] > 3:
        base *= 1.4
    return base + 0.35 * row["weight"]


def main():
    rng = np.random.default_rng(9)
    n = 70_000
    parcels = pd.DataFrame({
        "weight": rng.random(n) * 20,
        "express": rng.random(n) < 0.2,
        "zone": rng.integers(1, 6, n),
    })
    parcels["cost"] = parcels.apply(cost, axis=1)
    print(round(parcels["cost"].sum(), 2))


main()
