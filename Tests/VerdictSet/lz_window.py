"""Packs a log with a sliding window, and says how far it came."""
# label: port
WINDOW, LONGEST = 180, 18


def sample_log(lines):
    parts = []
    for k in range(lines):
        parts.append(f"2026-03-{k % 28 + 1:02} job {k * 37 % 101} "
                     f"{'ok' if k % 7 else 'failed'}\n")
    return "".join(parts).encode()


def pack(data):
    tokens = 0
    literals = 0
    position = 0
    size = len(data)
    while position < size:  # HOT
        best = 0
        start = position - WINDOW if position > WINDOW else 0
        for candidate in range(start, position):
            length = 0
            while (length < LONGEST and position + length < size
                   and data[candidate + length] == data[position + length]):
                length += 1
            if length > best:
                best = length
        if best >= 3:
            tokens += 1
            position += best
        else:
            literals += 1
            position += 1
    return tokens, literals


def main():
    data = sample_log(4200)
    tokens, literals = pack(data)
    print(len(data), tokens, literals, f"{(2 * tokens + literals) / len(data):.3f}")


main()
