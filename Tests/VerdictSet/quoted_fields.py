"""Splits lines with quoted fields, as a program did before csv was known."""
# label: port


def split_line(line):
    fields = []
    field = ""
    quoted = False
    for c in line:  # HOT
        if quoted:
            if c == '"':
                quoted = False
            else:
                field += c
        elif c == '"':
            quoted = True
        elif c == ",":
            fields.append(field)
            field = ""
        else:
            field += c
    fields.append(field)
    return fields


def read(lines):
    total = 0
    for line in lines:
        total += len(split_line(line))
    return total


lines = [f'{k},"Smith, John {k % 71}",{k * 3},"a ""b"" c",berlin' for k in range(4000)]
for _ in range(60):
    total = read(lines)
print(total)
