"""One-dimensional buffers: arrays, bytes, views."""

from array import array


def total(values):
    total = 0.0
    for i in range(len(values)):
        total += values[i]
    return total


def iterate(values):
    total = 0.0
    for value in values:
        total += value
    return total


def scale(values, factor):
    for i in range(len(values)):
        values[i] *= factor


def item(values, i):
    return values[i]


def store(values, i, x):
    values[i] = x


def smooth(source, target):
    for i in range(1, len(source) - 1):
        target[i] = (source[i - 1] + source[i] + source[i + 1]) / 3.0


def count_bytes(data):
    counts = [0] * 256
    for byte in data:
        counts[byte] += 1
    return counts


def checksum(data):
    a = 1
    b = 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def integers_total(values):
    total = 0
    for value in values:
        total += value
    return total


def increment(values):
    for i in range(len(values)):
        values[i] += 1


def last(values):
    return values[-1]


def largest(values):
    best = values[0]
    for value in values:
        if value > best:
            best = value
    return best


def to_list(values):
    out = []
    for value in values:
        out.append(value * 2.0)
    return out


def same():
    values = array("d", [1.0, 2.0, 3.0, 4.0])
    return (values, values)


def view():
    return (memoryview(array("d", [1.0, 2.0, 3.0])),)


def strided():
    return (memoryview(bytes(range(10)))[::2],)


def backward():
    return (memoryview(bytes(range(10)))[::-3],)


def two_dimensional():
    return (memoryview(array("d", [1.0, 2.0, 3.0, 4.0])).cast("B").cast("d", (2, 2)),)


def overlapping():
    values = memoryview(array("d", [1.0, 2.0, 3.0, 4.0, 5.0]))
    return (values[:4], values[1:])


CALLS = {
    "total": [(array("d", [1.5, -2.5, 3.25]),), (array("d"),)],
    "iterate": [(array("d", [1.5, -2.5, 3.25]),), (array("d"),)],
    "scale": [(array("d", [1.5, -2.5]), 2.0), (array("d"), 2.0)],
    "item": [(array("d", [1.5, -2.5]), 1), (array("d", [1.5, -2.5]), -1)],
    "store": [(array("d", [1.5, -2.5]), 0, 9.5), (array("d", [1.5, -2.5]), -1, 9.5)],
    "smooth": [(array("d", [1.0, 2.0, 4.0, 8.0]), array("d", [0.0] * 4)), same,
               (array("d", [1.0]), array("d"))],
    "count_bytes": [(b"hello",), (b"",)],
    "checksum": [(b"hello world",), (b"",), (bytes(range(256)) * 4,)],
    "integers_total": [(array("q", [1, -2, 3]),), (array("q"),)],
    "increment": [(array("q", [1, -2, 3]),), (array("q"),)],
    "last": [(array("d", [1.5, -2.5]),)],
    "largest": [(array("d", [1.5, 2.5, 0.5]),)],
    "to_list": [(array("d", [1.5, 2.5]),), (array("d"),)],
}

FALLS_BACK = {
    "item": [(array("d", [1.5]), 1), (array("d", [1.5]), -2), (array("d"), 0)],
    "store": [(array("d", [1.5]), 1, 1.0), (array("d", [1.5]), -2, 1.0)],
    "smooth": [(array("d", [1.0, 2.0, 4.0, 8.0]), array("d", [0.0]))],
    "integers_total": [(array("q", [2**62, 2**62]),)],
    "increment": [(array("q", [1, 2**63 - 1, 5]),)],
    "last": [(array("d"),)],
    "largest": [(array("d"),)],
}

EITHER = {
    "total": [([1.5, 2.5],), (array("f", [1.5, 0.1]),), (array("q", [1, 2]),), view,
              (b"abc",), (bytearray(b"abc"),), strided, two_dimensional, ((1.5,),)],
    "iterate": [view, (array("f", [0.1, 0.2]),), (array("i", [1, 2]),), (b"ab",), strided],
    "scale": [(array("f", [0.1]), 3.0), (array("i", [1, 2]), 2.5), (array("d", [1.0]), 2),
              (b"abc", 2), (bytearray(b"ab"), 2), (bytearray(b"\x01\xf0"), 2)],
    "store": [(array("d", [1.5]), 0, 2), (array("q", [1]), 0, 2.5), (bytearray(b"a"), 0, 256),
              (bytearray(b"a"), 0, 5), (b"a", 0, 5), (array("d", [1.5]), 0, 10**400),
              (array("d", [1.5]), 0, "x"), (array("f", [1.5]), 0, 1e300)],
    "item": [(b"abc", 1), (bytearray(b"abc"), -1), ("abc", 1), (array("u", "ab"), 1)],
    "smooth": [overlapping, (array("q", [1, 2, 3]), array("q", [0] * 3))],
    "count_bytes": [(bytearray(b"hello"),), lambda: (memoryview(b"hello"),), strided, backward,
                    ([1, 2, 300],), ([1, -1],), (array("b", [-1, 5]),), ("text",)],
    "checksum": [(bytearray(b"hello"),), lambda: (memoryview(b"hello"),), strided, backward,
                 ([1, 2**70],), (array("h", [-5, 7]),)],
    "integers_total": [(array("i", [1, 2]),), (array("Q", [2**63, 1]),), (array("b", [-1]),),
                       (array("B", [255]),), (array("d", [0.5]),), (b"ab",), ([1, 2],)],
    "increment": [(array("i", [2**31 - 1]),), (array("b", [127, 1]),), (bytearray(b"\xff"),),
                  (array("i", [1, 2]),), (b"ab",), (array("B", [1, 255, 1]),)],
    "largest": [(array("q", [5, 9]),), (b"hello",), (array("d", [float("nan"), 1.0]),)],
    "last": [(b"abc",), (array("f", [0.1]),)],
    "to_list": [(b"ab",), (array("f", [0.1]),)],
}
