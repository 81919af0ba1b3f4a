"""A monthly closing of many small steps, none of which stands out."""
# label: stay (cold)


def load(n):
    return [{"id": k, "town": "ABCDE"[k % 5], "due": k * 37 % 101 / 10, "paid": k % 3 == 0}
            for k in range(n)]


def total(rows):
    result = 0.0
    for row in rows:
        result += row["due"] if row["paid"] else 0.0
    return result

def towns(rows):
    result = set()
    for row in rows:
        if row["due"] > 1.0:
            result.add(row["town"])
    return len(result)

def debtors(rows):
    result = []
    for row in rows:
        if not row["paid"]:
            result.append(row["id"] + 1)
    return len(result)

def fees(rows):
    result = 0.0
    for row in rows:
        result += 0.5 if row["due"] > 5.0 else 0.1
    return round(result, 2)

def first_letters(rows):
    result = 0
    for row in rows:
        result += ord(row["town"])
    return result

def checksum(rows):
    result = 7
    for row in rows:
        result = (result * 31 + row["id"]) % 65521
    return result

def reminders(rows):
    lengths = 0
    for row in rows:
        if not row["paid"]:
            lengths += len(row["town"]) + 12
    return lengths

def worst(rows):
    result = {}
    for row in rows:
        town = row["town"]
        result[town] = row["due"] if row["paid"] else 1.0
    return sum(result.values())

def streak(rows):
    longest = current = 0
    for row in rows:
        current = 0 if row["paid"] else current + 1
        if current > longest:
            longest = current
    return longest

def odd(rows):
    count = 0
    for row in rows:
        if row["id"] % 2 == 1 and row["due"] > 2.0:
            count += 1
    return count

def interest(rows):
    result = 0.0
    for row in rows:
        result = result * 0.99 + row["due"] * 0.01
    return round(result, 4)

def levels(rows):
    result = [0] * 11
    for row in rows:
        result[int(row["due"])] += 1
    return result[3]

def joined(rows):
    pieces = []
    for row in rows:
        pieces.append(row["town"] if row["paid"] else "-")
    return len("".join(pieces))

def main():
    rows = load(9000)
    result = None
    for month in range(110):
        result = (
            total(rows),
            towns(rows),
            debtors(rows),
            fees(rows),
            first_letters(rows),
            checksum(rows),
            reminders(rows),
            worst(rows),
            streak(rows),
            odd(rows),
            interest(rows),
            levels(rows),
            joined(rows),
        )
    print(result)


main()
