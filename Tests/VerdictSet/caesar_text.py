"""Shifts the letters of long texts, as old puzzles have it."""
# label: use-library
import string

LETTERS = string.ascii_lowercase
SHIFTED = {letter: LETTERS[(k + 13) % 26] for k, letter in enumerate(LETTERS)}


def shift(text):
    result = []
    for letter in text:  # HOT
        if letter in SHIFTED:
            result.append(SHIFTED[letter])
        else:
            result.append(letter)
    return "".join(result)


def main():
    text = "the quick brown fox jumps over the lazy dog, and again; " * 4000
    for _ in range(60):
        text = shift(text)
    print(text[:56], len(text))


main()
