"""Daily means for each weather station, one station after the other."""
# label: vectorize
import numpy as np
import pandas as pd


def readings(n, stations):
    rng = np.random.default_rng(0)
    return pd.DataFrame({
        "station": [f"S{k:04}" for k in rng.integers(0, stations, n)],
        "celsius": rng.normal(9, 8, n),
    })


def means(table):
    result = {}
    for station in table["station"].unique():  # HOT
        part = table[table["station"] == station]
        result[station] = part["celsius"].mean()
    return result


table = means(readings(120_000, 220))
print(len(table), round(sum(table.values()), 4))
