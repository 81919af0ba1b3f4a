"""Soundex codes of names, one function call for each."""


CODES = {"b": "1", "f": "1", "p": "1", "v": "1", "c": "2", "g": "2", "j": "2",
         "k": "2", "q": "2", "s": "2", "x": "2", "z": "2", "d": "3", "t": "3",
         "l": "4", "m": "5", "n": "5", "r": "6"}


def soundex(name):
    name = name.lower()
    code = name[0].upper()
    last = CODES.get(name[0], "")
    for c in name[1:]:
        digit = CODES.get(c, "")
        if digit and digit != last:
            code += digit
        if c not in "hw":
            last = digit
    return (code + "000")[:4]


def index(names):
    groups = {}
    for name in names:
        code = soundex(name)
        groups.setdefault(code, 0)
        groups[code] += 1
    return groups


parts = ["an", "ber", "cor", "dim", "el", "fra", "go", "hu", "ick", "jon"]
names = ["".join(parts[(k * m) % 10] for m in (1, 3, 7, 11)) for k in range(400_000)]
print(len(index(names)))
