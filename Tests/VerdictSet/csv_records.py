"""Reads a file of records into dictionaries with converted fields."""
# label: stay (dynamic)


def convert(text):
    if text.isdigit():
        return int(text)
    if text in ("yes", "no"):
        return text == "yes"
    return text.strip().lower()


def records(lines):
    header = next(lines).split(";")
    for line in lines:  # HOT
        fields = line.rstrip("\n").split(";")
        yield {name: convert(field) for name, field in zip(header, fields)}


def main():
    def lines():
        yield "id;name;active;town"
        for k in range(700_000):
            yield f"{k}; Name {k % 100} ;{'yes' if k % 2 else 'no'};Town{k % 31}\n"

    active = 0
    for record in records(lines()):
        if record["active"] is True:
            active += 1
    print(active)


main()
