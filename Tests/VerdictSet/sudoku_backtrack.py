"""Solves sudokus by trying digits, field after field."""
# label: port

PUZZLE = ("8........" "..36....." ".7..9.2.." ".5...7..." "....457.."
          "...1...3." "..1....68" "..85...1." ".9....4..")


def is_free(grid, place, digit):
    row, column = place // 9, place % 9
    corner = row // 3 * 27 + column // 3 * 3
    for k in range(9):  # HOT
        if grid[row * 9 + k] == digit or grid[k * 9 + column] == digit:
            return False
        if grid[corner + k // 3 * 9 + k % 3] == digit:
            return False
    return True


def solve(grid, place):
    while place < 81 and grid[place] != 0:
        place += 1
    if place == 81:
        return True
    for digit in range(1, 10):
        if is_free(grid, place, digit):
            grid[place] = digit
            if solve(grid, place + 1):
                return True
            grid[place] = 0
    return False


grid = [0 if c == "." else int(c) for c in PUZZLE]
print(solve(grid, 0))
for row in range(9):
    print(*grid[9 * row:9 * row + 9])
