"""The part of `trace.py` that takes away the lines of what counts.

Instructions can be without a line, and then no debugger stops at them; but a
syntax tree cannot say so to the compiler in a way that lasts. Those in
question get a line of their own, and lose it in the finished line table
(`Objects/locations.md` in CPython's sources).
"""

UNLINED = 1 << 30
UNLINED_PLACE = {
    "lineno": UNLINED, "end_lineno": UNLINED, "col_offset": 0,
    "end_col_offset": 0}

LONG, NO_COLUMNS, NO_LOCATION = 14, 13, 15


def entries(table):
    """The bytes of each entry."""
    begin = 0
    for position in range(1, len(table) + 1):
        if position == len(table) or table[position] & 0x80:
            yield table[begin:position]
            begin = position


def number(data):
    """A signed number at the begin of the bytes, and what follows it."""
    value = shift = index = 0
    while True:
        byte = data[index]
        value |= (byte & 0x3f) << shift
        shift += 6
        index += 1
        if not byte & 0x40:
            break
    return (-(value >> 1) if value & 1 else value >> 1), data[index:]


def encoded(value):
    value = -value << 1 | 1 if value < 0 else value << 1
    data = bytearray()
    while value > 0x3f:
        data.append(0x40 | value & 0x3f)
        value >>= 6
    data.append(value)
    return bytes(data)


def without_unlined(table, first_line):
    result = bytearray()
    line = kept_line = first_line
    for entry in entries(table):
        kind, rest = entry[0] >> 3 & 0xf, entry[1:]
        difference = 0
        if kind in (LONG, NO_COLUMNS):
            difference, rest = number(rest)
        elif 10 <= kind <= 12:
            difference = kind - 10
        line += difference
        if line == UNLINED:
            result.append(0x80 | NO_LOCATION << 3 | entry[0] & 7)
        elif line - kept_line == difference or kind == NO_LOCATION:
            result += entry
        else:
            # The entry before it had another line, so this has a long form.
            result += entry[:1] + encoded(line - kept_line) + rest
        if line != UNLINED and kind != NO_LOCATION:
            kept_line = line
    return bytes(result)
