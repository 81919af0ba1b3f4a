# Clips a recorded signal and measures what was lost (from a notebook)
# label: vectorize
# %%
import numpy as np

signal = np.sin(np.linspace(0, 900, 3_000_000)) * 1.3

# %%
lost = 0.0
clipped = np.empty_like(signal)
for i in range(len(signal)):  # HOT
    v = signal[i]
    if v > 1.0:
        lost += v - 1.0
        clipped[i] = 1.0
    elif v < -1.0:
        lost += -1.0 - v
        clipped[i] = -1.0
    else:
        clipped[i] = v

# %%
print(round(lost, 3), round(float(clipped.std()), 6))
