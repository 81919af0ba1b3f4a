# %% [markdown]
# # A test tone
# label: vectorize
# %%
import math

RATE = 44100
SECONDS = 15
# %%
times = [k / RATE for k in range(RATE * SECONDS)]


def tone(times, pitch):
    samples = []
    for t in times:  # HOT
        samples.append(
            0.6 * math.sin(2 * math.pi * pitch * t)
            + 0.3 * math.sin(4 * math.pi * pitch * t) * math.exp(-0.1 * t))
    return samples


# %%
wave = tone(times, 440.0)
# %%
print(len(wave), max(wave))
