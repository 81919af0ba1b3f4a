"""The n queens, counted with bit masks."""
# label: port


def solve(row, columns, left, right, n):  # HOT
    if row == n:
        return 1
    count = 0
    free = ~(columns | left | right) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        count += solve(row + 1, columns | bit, (left | bit) << 1, (right | bit) >> 1, n)
    return count


for n in range(8, 13):
    print(n, solve(0, 0, 0, 0, n))
