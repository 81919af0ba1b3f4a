"""Revalues a portfolio by looking at single cells of a table."""
# label: vectorize
import numpy as np
import pandas as pd


def revalue(positions):
    total = 0.0
    for i in range(len(positions)):  # HOT
        shares = positions.loc[i, "shares"]
        price = positions.loc[i, "price"]
        if positions.loc[i, "currency"] == "USD":
            price = price * 0.92
        total += shares * price
    return total


def main():
    rng = np.random.default_rng(6)
    n = 40_000
    positions = pd.DataFrame({
        "shares": rng.integers(1, 500, n),
        "price": rng.random(n) * 90,
        "currency": np.where(rng.random(n) < 0.4, "USD", "EUR"),
    })
    print(round(revalue(positions), 2))


if __name__ == "__main__":
    main()
