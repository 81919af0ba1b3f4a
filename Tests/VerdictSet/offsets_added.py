"""Shifts the marks of a time line, again and again."""
# label: stay (boundary)


def shifted(marks, offset):
    return [mark + offset for mark in marks]  # HOT


marks = [float(k) for k in range(500_000)]
for step in range(65):
    marks = shifted(marks, 0.25)
print(marks[0], marks[-1])
