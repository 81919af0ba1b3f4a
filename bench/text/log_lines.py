"""Fields cut out of the lines of a log."""


def parse(line):
    date = line[:10]
    level = line[11:16].strip()
    rest = line[17:]
    key, _, value = rest.partition("=")
    return date, level, key, int(value)


def summarise(lines):
    sums = {}
    for line in lines:
        date, level, key, value = parse(line)
        if level == "DEBUG":
            continue
        name = date + ":" + key
        sums[name] = sums.get(name, 0) + value
    return sums


lines = [f"2025-10-{k % 28 + 1:02} {'INFO ' if k % 3 else 'DEBUG'} m{k % 40}={k % 977}" for k in range(500_000)]
print(len(summarise(lines)))
