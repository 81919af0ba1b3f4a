"""Holds the calls of two journals against each other, by their arguments.

Arguments: the journals of the original and of the changed function. Writes as
JSON how many calls both have, and how the first that differs does.
"""
import json
import sys


def outcome(record):
    """What a call gave or raised, and what became of its arguments."""
    _, _, _, _, _, _, kind, value, after = record
    if value is None:
        return None
    if kind == "return":
        return kind, rebuilt(value)
    return kind, (*value, rebuilt(after) if after is not None else None)


def plain(value):
    """Equal whatever the order of sets, and what lists share."""
    if type(value) in (list, tuple):
        return type(value), [plain(v) for v in value]
    return canonical(value, {}, sorts_sets=True)


def compared(before, after):
    known = {}
    for record in calls(before, 0):
        known.setdefault(repr(plain(rebuilt(record[5]))), record)
    checked = 0
    for record in calls(after, 0):
        arguments = rebuilt(record[5])
        original = known.get(repr(plain(arguments)))
        if original is None:
            continue
        expected, found = outcome(original), outcome(record)
        if expected is None or found is None:
            continue
        if (expected[0], plain(expected[1])) != (found[0], plain(found[1])):
            shown = [
                shortened(o[1][-1] if o[0] == "return" else o[1])
                for o in (expected, found)]
            return dict(
                checked=checked,
                mismatch=f"for {call_text('it', arguments)} it gives "
                f"{shown[1]}, and gave {shown[0]}")
        checked += 1
    return dict(checked=checked, mismatch=None)


if __name__ == "__main__":
    json.dump(compared(*sys.argv[1:]), sys.stdout)
