"""Most of the time goes into starting: a large library is imported."""
# label: stay (cold)
import numpy as np
import pandas as pd

table = pd.DataFrame({"a": np.arange(1_000), "b": np.arange(1_000) ** 2})
table["c"] = table["a"] + table["b"]
print(int(table["c"].sum()))
