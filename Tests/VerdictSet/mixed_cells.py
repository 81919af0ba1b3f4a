"""Adds up the cells of a sheet that hold numbers, texts, dates and nothing."""
# label: stay (dynamic)
import datetime


def summary(cells):
    numbers = 0.0
    texts = 0
    days = set()
    for cell in cells:  # HOT
        if cell is None:
            continue
        if isinstance(cell, (int, float)):
            numbers += cell
        elif isinstance(cell, datetime.date):
            days.add(cell.month)
        else:
            texts += len(cell)
    return numbers, texts, sorted(days)


day = datetime.date(2024, 1, 31)
cells = [None, 3, 2.5, "text", day, "more"] * 150_000
for _ in range(9):
    result = summary(cells)
print(result)
