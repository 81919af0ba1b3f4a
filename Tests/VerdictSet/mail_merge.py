"""Writes letters, with a small step for each part of a letter."""
# label: stay (cold)


def load(n):
    return [(k, k * 7919 % 1000, "person %d" % (k % 900)) for k in range(n)]


def greetings(rows):
    size = 0
    for _, _, name in rows:
        size += len("Dear " + name)
    return size

def balance(rows):
    total = 0
    for _, amount, _ in rows:
        total += amount - 500
    return total

def debtors(rows):
    names = set()
    for _, amount, name in rows:
        if amount < 500:
            names.add(name)
    return len(names)

def bands(rows):
    counts = [0] * 10
    for _, amount, _ in rows:
        counts[amount // 100] += 1
    return counts[4]

def footers(rows):
    last = ""
    for number, _, _ in rows:
        last = "--" if number > 5 else last
    return last

def even(rows):
    count = 0
    for number, amount, _ in rows:
        if (number + amount) % 2 == 0:
            count += 1
    return count

def check(rows):
    digit = 0
    for number, amount, _ in rows:
        digit = (digit * 10 + number + amount) % 97
    return digit

def index(rows):
    table = {}
    for number, _, name in rows:
        table[name] = number
    return len(table)

def last_words(rows):
    size = 0
    for _, _, name in rows:
        size += len(name) - name.find(" ")
    return size

def rebates(rows):
    total = 0.0
    for _, amount, _ in rows:
        total += amount * 0.02 if amount > 700 else 0.0
    return round(total, 2)

def gaps(rows):
    largest = 0
    before = 0
    for _, amount, _ in rows:
        if amount - before > largest:
            largest = amount - before
        before = amount
    return largest

def marks(rows):
    text = []
    for _, amount, _ in rows:
        text.append("+" if amount > 500 else "-")
    return len("".join(text))

def main():
    rows = load(8000)
    result = None
    for month in range(190):
        result = (
            greetings(rows),
            balance(rows),
            debtors(rows),
            bands(rows),
            footers(rows),
            even(rows),
            check(rows),
            index(rows),
            last_words(rows),
            rebates(rows),
            gaps(rows),
            marks(rows),
        )
    print(result)


main()
