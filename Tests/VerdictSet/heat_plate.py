"""Relaxes the temperature of a plate kept in nested lists (Gauss-Seidel)."""
# label: port

SIZE = 110


def relax(grid, sweeps):
    n = len(grid)
    change = 0.0
    for _ in range(sweeps):  # HOT
        change = 0.0
        for i in range(1, n - 1):
            row = grid[i]
            above = grid[i - 1]
            below = grid[i + 1]
            for j in range(1, n - 1):
                new = (above[j] + below[j] + row[j - 1] + row[j + 1]) * 0.25
                change += abs(new - row[j])
                row[j] = new
    return change


grid = [[0.0] * SIZE for _ in range(SIZE)]
for j in range(SIZE):
    grid[0][j] = 100.0
print(f"{relax(grid, 800):.6f}")
