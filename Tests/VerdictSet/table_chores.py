"""Chores on a list of words, none of which takes most of the time."""
# label: stay (cold)


def load(n):
    return ["".join("abcdefghij"[(k * j + k) % 10] for j in range(1, 8)) for k in range(n)]


def longest(rows):
    best = ""
    for word in rows:
        if len(word) + 1 > len(best):
            best = word
    return best

def vowels(rows):
    count = 0
    for word in rows:
        count += "a" in word or "e" in word
    return count

def initials(rows):
    pieces = []
    for word in rows:
        pieces.append(word[0] + ".")
    return len(pieces)

def doubled(rows):
    size = 0
    for word in rows:
        size += len(word + word)
    return size

def endings(rows):
    table = {}
    for word in rows:
        table[word[-2:]] = word
    return len(table)

def pairs(rows):
    count = 0
    last = ""
    for word in rows:
        count += word > last
        last = word
    return count

def codes(rows):
    total = 0
    for word in rows:
        total += ord(word[3]) - 97
    return total

def capitals(rows):
    size = 0
    for word in rows:
        size += len(word.upper())
    return size

def backwards(rows):
    found = 0
    for word in rows:
        found += word[::-1] == word
    return found

def known(rows):
    seen = set()
    for word in rows:
        seen.add(word[:4])
    return len(seen)

def starts(rows):
    count = 0
    for word in rows:
        count += word.startswith("ab")
    return count

def weights(rows):
    total = 0
    for number, word in enumerate(rows):
        total += number % 7 * len(word)
    return total

def main():
    rows = load(7000)
    result = None
    for month in range(170):
        result = (
            longest(rows),
            vowels(rows),
            initials(rows),
            doubled(rows),
            endings(rows),
            pairs(rows),
            codes(rows),
            capitals(rows),
            backwards(rows),
            known(rows),
            starts(rows),
            weights(rows),
        )
    print(result)


main()
