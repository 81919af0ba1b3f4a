"""Letters from a template with names in braces."""


def fill(template, values):
    out = []
    i = 0
    while i < len(template):
        start = template.find("{", i)
        if start < 0:
            out.append(template[i:])
            break
        end = template.find("}", start)
        out.append(template[i:start])
        out.append(values[template[start + 1:end]])
        i = end + 1
    return "".join(out)


def letters(template, people):
    size = 0
    for person in people:
        size += len(fill(template, person))
    return size


people = [{"name": f"N{k}", "town": f"T{k % 50}", "sum": str(k)} for k in range(150_000)]
print(letters("Dear {name} of {town}, please pay {sum} EUR soon, {name}.", people))
