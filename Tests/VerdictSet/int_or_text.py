"""Reads a column in which most of the cells are no numbers."""
# label: fix-algorithm


def total(cells):
    result = 0
    texts = 0
    for cell in cells:  # HOT
        try:
            result += int(cell)
        except ValueError:
            texts += 1
    return result, texts


cells = [str(k) if k % 9 == 0 else f"n/a {k}" for k in range(150_000)]
for _ in range(10):
    print(*total(cells))
