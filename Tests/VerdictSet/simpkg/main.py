"""Runs the flow model of the package for three scenarios."""
# label: port
from flow import model

for name, inflow in (("dry", 0.4), ("normal", 1.1), ("flood", 3.5)):
    level, spilled = model.simulate(inflow, 2_500_000)
    print(f"{name:8} {level:10.4f} {spilled:12.2f}")
