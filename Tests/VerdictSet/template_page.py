"""Renders pages from nested data."""
# label: stay (dynamic)


def render(node, depth=0):  # HOT
    if isinstance(node, str):
        return " " * depth + node + "\n"
    name, attributes, children = node
    text = "".join(f' {key}="{value}"' for key, value in attributes.items())
    inner = "".join(render(child, depth + 1) for child in children)
    return f"{' ' * depth}<{name}{text}>\n{inner}{' ' * depth}</{name}>\n"


def page(n):
    rows = [("tr", {"class": "row", "id": str(k)},
             [("td", {}, [f"cell {k}"]), ("td", {"align": "right"}, [str(k * k)])])
            for k in range(n)]
    return ("table", {"border": "0"}, rows)


tree = page(4_000)
size = 0
for _ in range(55):
    size += len(render(tree))
print(size)
