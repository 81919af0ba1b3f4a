"""Tokens of a little language, each a tuple for the caller."""


def tokenize(source):
    tokens = []
    i = 0
    n = len(source)
    while i < n:
        c = source[i]
        if c in " \n":
            i += 1
        elif c.isdigit():
            j = i
            while j < n and source[j].isdigit():
                j += 1
            tokens.append(("number", source[i:j]))
            i = j
        elif c.isalpha() or c == "_":
            j = i
            while j < n and (source[j].isalnum() or source[j] == "_"):
                j += 1
            tokens.append(("name", source[i:j]))
            i = j
        else:
            tokens.append(("op", c))
            i += 1
    return tokens


source = "total = price * 17 + shipping_cost\nif total > 100: print(total)\n" * 30_000
print(len(tokenize(source)))
