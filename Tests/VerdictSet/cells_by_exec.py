"""Runs the cells of an exported notebook, each as text."""
# label: measure-more
CELLS = ["values = [k * 37 % 1001 for k in range(900_000)]",
         """
def smooth(values):
    level = 0.0
    total = 0.0
    for v in values:
        level = level * 0.9 + v * 0.1 if v > level else level * 0.5
        total += level
    return total
""", "print(round(sum(smooth(values) for _ in range(6))))"]


def run_cells():
    names = {}
    exec(compile(CELLS[0], "<cell 1>", "exec"), names)
    exec(compile(CELLS[1], "<cell 2>", "exec"), names)
    exec(compile(CELLS[2], "<cell 3>", "exec"), names)


run_cells()
