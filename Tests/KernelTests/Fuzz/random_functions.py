"""Writes random functions, well typed and within what is translated.

    python random_functions.py SEED COUNT > corpus.py
    python random_functions.py --without corpus.py FUNCTION > corpus.py

The first writes a corpus, as `compare_calls.py` reads it, of so many functions
with calls of each. The second writes one of all functions that come of one of
them when a single statement, or the alternative to one, is left out: what a
difference needs is found by doing that again and again. All calls are in
EITHER: a kernel may give up, but not differ.

Loops are short, and no number or text grows faster than by a few bits with
each statement, so that Python itself comes to an end with its large integers.
"""
import random
import sys

from kinds import (
    BIG_INTS, ODD_FLOATS, SCALARS, TEXTS, element, entry, parts)
from shrinking import without
from statements import Writer


# What every corpus begins with.
HEAD = """import bisect
import heapq
import itertools
import math
from collections import namedtuple

Pair = namedtuple("Pair", "first second")


class Item:
    def __init__(self, n, w):
        self.n = n
        self.w = w
        self.next = None

    def step(self, k):
        self.n = self.n % 1000 + k
        if self.next is not None and self.next is not self:
            self.next.w += 0.5
        return self.n
"""


def value(rng, kind, odd):
    """The text of an argument; odd ones are those that go wrong."""
    if odd and rng.random() < 0.04:
        kind = rng.choice(SCALARS)
    if kind == "Item":
        return f"Item({value(rng, 'int', odd)}, {value(rng, 'float', odd)})"
    if kind == "Pair":
        return f"Pair({value(rng, 'int', odd)}, {value(rng, 'float', odd)})"
    if kind == "int":
        if rng.random() < (0.3 if odd else 0.0):
            return str(rng.choice(BIG_INTS))
        return "True" if odd and rng.random() < 0.05 else \
            str(rng.randint(-20, 100))
    if kind == "float":
        return rng.choice(ODD_FLOATS) if odd else repr(
            round(rng.uniform(-50, 50), rng.randint(0, 3)))
    if kind == "bool":
        return rng.choice(["True", "False"])
    if kind == "str":
        return repr(rng.choice(TEXTS if odd else TEXTS[1:5]))
    if kind.startswith("tuple"):
        return "(" + "".join(
            value(rng, part, odd) + ", " for part in parts(kind)) + ")"
    low = 0 if odd else 1
    if kind.startswith("set"):
        members = [value(rng, element(kind), odd) for _ in range(5)]
        return f"set([{', '.join(members[rng.randint(0, 4):])}])"
    if kind.startswith("dict"):
        key, item = entry(kind)
        return "{" + ", ".join(
            f"{value(rng, key, False)}: {value(rng, item, odd)}"
            for _ in range(rng.randint(low, 5))) + "}"
    return "[" + ", ".join(
        value(rng, element(kind), odd and rng.random() < 0.5)
        for _ in range(rng.randint(low, 6))) + "]"


def calls(rng, kinds):
    found = []
    for number in range(9):
        texts = [value(rng, kind, number > 4) for kind in kinds]
        twins = [i for i, kind in enumerate(kinds)
                 if kind.startswith("list") and kinds.index(kind) < i]
        if twins and number > 2 and rng.random() < 0.4:
            # The same list twice.
            i = rng.choice(twins)
            first = kinds.index(kinds[i])
            names = [f"a{i}" if j == first else t for j, t in enumerate(texts)]
            names[i] = f"a{i}"
            texts[first] = value(rng, kinds[i], False)
            found.append(
                f"(lambda a{i}: lambda: (lambda a{i}: ({', '.join(names)},))"
                f"(list(a{i})))({texts[first]})")
        else:
            found.append("(" + "".join(text + ", " for text in texts) + ")")
    return found


def corpus(functions, tables):
    names = list(tables)
    lines = [HEAD]
    for text in functions:
        lines += ["", text, ""]
    lines += ["CALLS = {}", "FALLS_BACK = {}",
              f"MAY_BE_SKELETONS = {names!r}", "EITHER = {"]
    for name, texts in tables.items():
        lines += [f"    {name!r}: [", *(f"        {t}," for t in texts), "    ],"]
    return "\n".join([*lines, "}", ""])


def generate(seed, count):
    functions, tables = [], {}
    for number in range(count):
        # Each depends on its own number alone, not on how many there are.
        rng = random.Random(f"{seed}/{number}")
        name = f"f{number}"
        writer = Writer(rng, name)
        functions.append(writer.write())
        tables[name] = calls(rng, [kind for _, kind in writer.parameters])
    return corpus(functions, tables)


if __name__ == "__main__":
    if sys.argv[1] == "--without":
        sys.stdout.write(corpus(*without(*sys.argv[2:])))
    else:
        sys.stdout.write(generate(int(sys.argv[1]), int(sys.argv[2])))
