"""The reservoir, step by step."""


def simulate(inflow, steps):
    level = 50.0
    spilled = 0.0
    demand = 0.9
    for k in range(steps):  # HOT
        season = (k % 365) / 365.0
        rain = inflow * (1.5 - season)
        level += rain - demand
        if level > 100.0:
            spilled += level - 100.0
            level = 100.0
        if level < 0.0:
            level = 0.0
            demand = demand * 0.999
        else:
            demand = demand + (1.0 - demand) * 0.001
    return level, spilled
