# Flags suspicious transfers in an export of the bank.
# label: vectorize
import numpy as np
import pandas as pd

rng = np.random.default_rng(9)
n = 60_000
transfers = pd.DataFrame({
    "amount": rng.gamma(2.0, 300.0, n).round(2),
    "country": rng.choice(["DE", "FR", "PL", "XX"], n),
    "hour": rng.integers(0, 24, n),
})

flags = []
for index, row in transfers.iterrows():  # HOT
    if row["amount"] > 2000 and row["country"] == "XX":
        flags.append(2)
    elif row["hour"] < 5:
        flags.append(1)
    else:
        flags.append(0)
transfers["flag"] = flags
print(transfers["flag"].value_counts())
