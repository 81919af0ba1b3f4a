"""Differences between neighbouring samples (an exported notebook)."""
# label: vectorize
# %%
import numpy as np

# %%
samples = np.cumsum(np.random.default_rng(0).normal(size=4_000_000))


# %%
def roughness(samples):
    total = 0.0
    for i in range(1, len(samples)):  # HOT
        step = samples[i] - samples[i - 1]
        total += abs(step)
    return total


print(round(roughness(samples), 4))
