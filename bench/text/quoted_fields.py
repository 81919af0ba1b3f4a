"""Fields of lines with quotes, built character by character."""


def split_line(line):
    fields = []
    field = ""
    quoted = False
    for c in line:
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
        fields = split_line(line)
        total += len(fields)
    return total


lines = [f'{k},"Smith, John {k % 71}",{k * 3},"a ""b"" c",berlin' for k in range(150_000)]
print(read(lines))
