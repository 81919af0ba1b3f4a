"""Collects monthly tables into one."""
# label: fix-algorithm
import numpy as np
import pandas as pd


def month(k):
    rng = np.random.default_rng(k)
    return pd.DataFrame({"month": k, "sold": rng.integers(0, 90, 40),
                         "price": rng.random(40)})


def collect(months):
    table = pd.DataFrame({"month": [], "sold": [], "price": []})
    for k in range(months):  # HOT
        table = pd.concat([table, month(k)], ignore_index=True)
    return table


table = collect(1_500)
print(len(table), int(table["sold"].sum()))
