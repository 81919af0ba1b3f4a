"""The multiplication table up to twelve."""
# label: measure-more


def table(n):
    rows = []
    for i in range(1, n + 1):
        rows.append(" ".join(f"{i * j:4}" for j in range(1, n + 1)))
    return "\n".join(rows)


print(table(12))
