"""Normalises measurements to shares of the whole."""
# label: fix-algorithm


def shares(values):
    result = []
    for value in values:  # HOT
        result.append(value / sum(values) * 100)
    return result


def main():
    values = [(k * 37 % 101) + 0.5 for k in range(17_000)]
    result = shares(values)
    print(round(max(result), 6), round(sum(result), 6))


main()
