"""Counts the words of a text."""
# label: use-library
import re

TEXT = "the quick brown fox jumps over the lazy dog and runs away from the cat " * 250


def count(words):
    counts = {}
    for word in words:  # HOT
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def main():
    words = re.findall(r"\w+", TEXT) * 500
    totals = {}
    for _ in range(5):
        totals = count(words)
    print(sorted(totals.items())[:3])


main()
