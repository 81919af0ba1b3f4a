"""Reads collapsed stacks as flamegraph.pl does: the last word is the number."""

import json
import sys

totals = {}
for line in open(sys.argv[1], encoding="utf-8"):
    stack, number = line.rstrip("\n").rsplit(" ", 1)
    key = "|".join(stack.split(";"))
    assert key not in totals, f"twice: {key}"
    totals[key] = int(number)
print(json.dumps(totals))
