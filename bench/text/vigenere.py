"""A cipher that shifts each letter by one of a key."""


def vigenere(text, key):
    result = []
    k = 0
    for c in text:
        if c.isalpha():
            shift = ord(key[k % len(key)]) - 97
            base = 65 if c.isupper() else 97
            result.append(chr((ord(c) - base + shift) % 26 + base))
            k += 1
        else:
            result.append(c)
    return "".join(result)


text = "The quick brown Fox jumps over the lazy Dog, again and again. " * 40_000
print(len(vigenere(text, "lemon")))
