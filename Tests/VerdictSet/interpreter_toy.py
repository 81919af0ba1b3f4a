"""A toy calculator that walks the tree of an expression."""
# label: stay (dynamic)


def evaluate(node, names):  # HOT
    kind = node["kind"]
    if kind == "number":
        return node["value"]
    if kind == "name":
        return names[node["name"]]
    left = evaluate(node["left"], names)
    right = evaluate(node["right"], names)
    return left + right if kind == "add" else left * right


def number(v):
    return {"kind": "number", "value": v}


tree = number(1)
for k in range(30):
    tree = {"kind": "add" if k % 2 else "mul", "left": tree,
            "right": {"kind": "name", "name": "x"} if k % 3 else number(k % 3 + 1)}
total = 0
for x in range(230_000):
    total += evaluate(tree, {"x": x % 3}) % 1_000_003
print(total)
