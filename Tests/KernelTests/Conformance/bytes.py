"""Bytes as values: slices, literals, numbers from and to bytes, bytearrays."""


def cuts(data):
    return data[1:4], data[:-1], data[::-1], data[::2], data[5:2], data[:]


def joined(data):
    return data + b"\x00\xff" + data * 2, 2 * data, b"-".join([data, b"", data])


def grown(data):
    size = len(data) * 8
    data += b"\x80"
    while len(data) % 8 != 4:
        data += b"\x00"
    data += size.to_bytes(4, "big")
    return data


def numbers(data):
    return (int.from_bytes(data, "big"), int.from_bytes(data, "little"),
            int.from_bytes(data, byteorder="big", signed=True),
            int.from_bytes(data[1:], "little", signed=True))


def written(n):
    return n.to_bytes(8, "little"), n.to_bytes(9, "big")


def signed(n):
    return n.to_bytes(2, "big", signed=True)


def short(n):
    return n.to_bytes(1, "big")


def items(data):
    out = []
    for byte in data[1:]:
        out.append(byte)
    for index, byte in enumerate(data[:2]):
        out.append(index * 1000 + byte)
    for left, right in zip(data, data[1:]):
        out.append(left - right)
    return out, sum(data[2:]), max(data[:1] + b"\x07"), sorted(data)


def searched(data, part, byte):
    return (part in data, byte in data, data.find(part), data.rfind(part),
            data.count(part)), (
            data.startswith(part), data.endswith(part),
            data.replace(part, b"__"), data.find(byte), data.count(byte))


def parts(data):
    return (data.split(b","), data.partition(b","), data.strip(),
            data.strip(b"ab"), data.rsplit(b",", 1)), (
            data.upper(), data.lower(), data.hex(), data.ljust(9, b"."))


def compared(left, right):
    return (left == right, left < right, left != right, left >= right,
            left == b"ab", left[:1] == right[:1], left[0:1] == "a")


def counted(data):
    seen = {}
    for i in range(0, len(data) - 1):
        pair = data[i:i + 2]
        seen[pair] = seen.get(pair, 0) + 1
    return seen, sorted(seen)


def made(n, values):
    return bytes(n), bytes(values), bytes([v // 2 for v in values]), bytes(), \
        bytes(v & 15 for v in values), bytes((1, 2, 3)), bytes(range(n))


def decoded(data):
    return data.decode(), data.decode("ascii"), str(len(data))


def from_hex(text):
    return bytes.fromhex(text), bytes.fromhex(text)[::-1].hex()


def given(data):
    return data


def given_part(data):
    if data[0:1] == b"x":
        return data
    return data[1:]


def held(data):
    table = [data, data[1:]]
    pairs = (data, 1)
    named = {"a": data}
    return table, pairs, named


def frozen(n):
    data = bytes(3)
    data[0] = n
    return data[0]


def built(values):
    out = bytearray()
    for value in values:
        out.append(value)
    out.extend(b"xy")
    out += bytes([1, 2])
    out += bytearray([3])
    out.insert(0, 9)
    last = out.pop()
    out.reverse()
    return bytes(out), last, len(out), sum(out), int.from_bytes(out[:3], "big")


def padded(message):
    message = bytearray(message)
    size = (8 * len(message)) & 0xFFFFFFFFFFFFFFFF
    message.append(0x80)
    while len(message) % 16 != 8:
        message.append(0)
    message += size.to_bytes(8, byteorder="little")
    total = 0
    for start in range(0, len(message), 16):
        chunk = message[start:start + 16]
        for i in range(4):
            total ^= int.from_bytes(chunk[4 * i:4 * i + 4], "little")
        chunk[0] = 255
        total += chunk[0] + message[start]
    return total, bytes(message)


def stored(values, n):
    table = bytearray(n)
    for i, value in enumerate(values):
        table[i] = value
    return bytes(table)


def swapped(n, a):
    data = bytearray(b"abcd")
    data[0], data[n] = data[n], data[0]
    data[1], x = a, data[1]
    return bytes(data), x


def unpacked_into(pair):
    data = bytearray(2)
    data[0], data[1] = pair
    return bytes(data)


def looped_into(xs):
    data = bytearray(2)
    for data[0] in xs:
        pass
    return bytes(data)


def extended(values):
    out = bytearray(b"a")
    out.extend(values)
    return bytes(out)


def bytearray_left(n):
    out = bytearray(n)
    out.append(1)
    return out


def encoded(text):
    return text.encode(), text.encode("utf-8") + b"!", len(text.encode())


class Reader:
    def __init__(self, data):
        self.data = data
        self.place = 0

    def number(self, size):
        part = self.data[self.place:self.place + size]
        self.place += size
        return int.from_bytes(part, "big")

    def text(self):
        size = self.number(1)
        part = self.data[self.place:self.place + size]
        self.place += size
        return part


def read_all(data):
    reader = Reader(data)
    out = []
    while reader.place < len(reader.data):
        out.append((reader.number(2), reader.text()))
    return out


class Tape:
    def __init__(self, size):
        self.cells = bytearray(size)
        self.place = 0

    def add(self, n):
        self.cells[self.place] = (self.cells[self.place] + n) % 256

    def raw(self, n):
        self.cells[self.place] += n


def taped(moves):
    tape = Tape(4)
    for n in moves:
        tape.add(n)
        tape.place = (tape.place + 1) % len(tape.cells)
    return bytes(tape.cells), tape.place, sum(tape.cells)


def taped_raw(moves):
    tape = Tape(2)
    for n in moves:
        tape.raw(n)
    return tape.cells[0]


def given_tape(tape, n):
    tape.add(n)
    return tape.cells[0]


def new_tape(n):
    tape = Tape(n)
    return tape


def in_lists(parts):
    total = 0
    for part in parts:
        total = total * 31 + part[0] + len(part)
    return total, b"".join(parts), parts[0] + parts[-1]


CALLS = {
    "cuts": [(b"hello",), (b"",), (b"\xff\x00\x80",)],
    "joined": [(b"ab",), (b"",), (b"\x80\x81",)],
    "grown": [(b"abc",), (b"",), (b"x" * 20,)],
    "numbers": [(b"abc",), (b"",), (b"\xff" * 4,), (b"\x00" * 12,),
                (b"\x00" + b"\x7f" * 7,), (b"\xff\xff",)],
    "written": [(5,), (0,), (2**63 - 1,)],
    "signed": [(5,), (-1,), (-32768,), (32767,), (0,)],
    "short": [(0,), (255,)],
    "items": [(b"hello",), (b"\x80\xff",)],
    "searched": [(b"banana", b"an", 98), (b"", b"a", 0), (b"\xff\xfe", b"\xfe", 254)],
    "parts": [(b" a,b,c ",), (b"",), (b"abXba",), (b"\xe9,\xc9",)],
    "compared": [(b"ab", b"abc"), (b"", b""), (b"\x80", b"\x7f"),
                 (b"a", b"b")],
    "counted": [(b"abababa",), (b"",), (b"\x00\xff\x00\xff",)],
    "made": [(3, [1, 2, 255]), (0, [])],
    "decoded": [(b"abc",), (b"",)],
    "from_hex": [("00ffA0",), ("",)],
    "given": [(b"abc",)],
    "given_part": [(b"abc",), (b"x",)],
    "held": [(b"abc",)],
    "built": [([5, 6, 255],), ([],)],
    "padded": [(b"hello",), (b"",), (b"x" * 40,)],
    "stored": [([1, 2, 255], 4), ([], 0)],
    "swapped": [(2, 5), (-1, 255), (0, 0)],
    "extended": [([1, 2],), ([],)],
    "encoded": [("abc",), ("",)],
    "taped": [([1, 2, 300, 4, 5],), ([],)],
    "taped_raw": [([1, 2],), ([255],)],
    "read_all": [(b"\x00\x01\x02ab\x01\x00\x00",), (b"",)],
    "in_lists": [([b"ab", b"\xff"],), ([b"x"],)],
}
EITHER = {
    "cuts": [(bytearray(b"abc"),)],
    "numbers": [(b"\xff" * 8,), (b"\x80" + b"\x00" * 7,), (b"\x01" * 9,)],
    "written": [(True,)],
    "decoded": [(b"\xff",), (b"\xc3\xa9",)],
    "searched": [(b"banana", b"", 255)],
    "from_hex": [("00 ff",), ("0",), ("zz",)],
    "frozen": [(3,)],
    "unpacked_into": [((1, 2),), ((256, 1),), ((1,),)],
    "looped_into": [([1, 2],), ([300],), ([],)],
    "items": [(b"",)],
    "encoded": [("\u00e9",), ("\ud800",)],
    "in_lists": [([],), ([b"", b"a"],)],
    "bytearray_left": [(2,)],
    "given_tape": [lambda: (Tape(3), 5)],
    "new_tape": [(3,)],
    "counted": [(bytearray(b"aba"),)],
}
FALLS_BACK = {
    "written": [(-1,), (2**64,)],
    "signed": [(32768,), (-32769,)],
    "short": [(256,), (-1,)],
    "searched": [(b"abc", b"a", 256), (b"abc", b"a", -1)],
    "made": [(-1, []), (1, [256]), (1, [-1])],
    "built": [([256],), ([-1],)],
    "taped_raw": [([255, 1],), ([-1],)],
    "stored": [([256], 3), ([1, 2], 1), ([], -1)],
    "extended": [([256],), ([1, -1],)],
    "swapped": [(4, 1), (1, 256), (1, -1)],
}
MAY_BE_SKELETONS = ["frozen", "bytearray_left", "unpacked_into", "looped_into",
    "given_tape", "new_tape"]
