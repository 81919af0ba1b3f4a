"""Cleans up sensor values: limits jumps, then smooths (notebook, exported)."""
# label: port
# %%
import math

# %%
values = [math.sin(i / 50.0) + (0.8 if i % 37 == 0 else 0.0) for i in range(900_000)]


# %%
def smooth(values, limit, alpha):
    level = values[0]
    slope = 0.0
    error = 0.0
    for v in values:  # HOT
        jump = v - level
        if jump > limit:
            jump = limit
        elif jump < -limit:
            jump = -limit
        last = level
        level = level + slope + alpha * jump
        slope = 0.9 * slope + 0.1 * (level - last)
        error += (v - level) ** 2
    return level, error / len(values)


# %%
for alpha in (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
    print(alpha, *smooth(values, 0.3, alpha))
