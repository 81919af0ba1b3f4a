"""Reads nested lists of numbers from text, as an old program wrote them."""


def parse(text):
    stack = []
    depth = 0
    total = 0
    number = ""
    for c in text:
        if c == "[":
            stack.append(depth)
            depth += 1
        elif c == "]" or c == ",":
            if number:
                total += int(number) * depth
                number = ""
            if c == "]":
                depth = stack.pop()
        else:
            number += c
    return total


text = "[" + ",".join(f"[{k},[{k % 7},{k * 3}]]" for k in range(180_000)) + "]"
print(parse(text))
