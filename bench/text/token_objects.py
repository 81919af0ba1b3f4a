"""Tokens of a little language, each an instance for the caller."""


class Token:
    __slots__ = ("kind", "text", "line")

    def __init__(self, kind, text, line):
        self.kind = kind
        self.text = text
        self.line = line


def tokens(source):
    result = []
    line = 1
    place = 0
    while place < len(source):
        c = source[place]
        if c == "\n":
            line += 1
            place += 1
        elif c.isspace():
            place += 1
        elif c.isalpha():
            start = place
            while place < len(source) and source[place].isalnum():
                place += 1
            result.append(Token("name", source[start:place], line))
        else:
            result.append(Token("sign", c, line))
            place += 1
    return result


source = "let total = price * 17 + shipping\nif total > 100 then print total end\n" * 30_000
print(len(tokens(source)))
