"""Calls made up from recorded ones, to find where a kernel is not exact."""
import array
import collections
import copy
import random

NAN, INF = float("nan"), float("inf")


class Whole(int):
    """A subclass, whose instances are no plain integers."""


class Real(float):
    """A subclass, whose instances are no plain floats."""


class Row(list):
    """A subclass, whose instances are no plain lists."""


class Generator(random.Random):
    """A subclass, whose methods could be its own."""


INTEGERS = [
    0, 1, -1, 2, 7, -7, 2**31, 2**53 + 1, 2**63 - 1, -2**63, 2**63, 10**30,
    True, False, 1.0, 0.5, -0.0, NAN, None, "1", Whole(3)]
FLOATS = [
    0.0, -0.0, 1.0, -1.5, 0.1, NAN, INF, -INF, 5e-324, 1e-20, 1.7e308, 2.0**53,
    3, -4, 2**53 + 1, 10**400, True, None, Real(2.5)]
LENGTH_LIMIT = 24


def instead(value):
    """Values to put in the place of a scalar."""
    kind = type(value)
    if kind is bool:
        return [not value, 1, 0, 0.0, None]
    if kind is int:
        return [value + 1, -value, float(value) if abs(value) < 2**53 else 0.5
                ] + INTEGERS
    if kind is float:
        return [-value, value / 3] + FLOATS
    if kind is str:
        return ["", "é", value[::-1], "\0", b"x", None]
    return [None, 1, 1.0]


def shrunk(value):
    """A copy with at most a few elements, at every depth."""
    kind = type(value)
    if kind in (list, tuple):
        return kind(shrunk(v) for v in value[:LENGTH_LIMIT])
    return value


def variants(value):
    """Fresh values to put in the place of an argument."""
    kind = type(value)
    if kind in (list, tuple):
        yield from sequences(value, kind)
    elif kind in (bytes, bytearray):
        yield kind()
        yield kind(value[:1])
        yield kind(value[:LENGTH_LIMIT][::-1])
        yield kind(range(256))
        yield list(value[:LENGTH_LIMIT])
        yield None
    elif kind is random.Random:
        yield kind(1)
        drawn = kind(2)
        drawn.gauss(0, 1)
        yield drawn
        yield Generator(3)
        yield None
    elif kind is array.array:
        yield kind(value.typecode)
        yield value[:1]
        yield value[:LENGTH_LIMIT][::-1]
        yield list(value[:LENGTH_LIMIT])
        if value.typecode in "df":
            yield kind(value.typecode, [NAN, -0.0, INF, -INF, 5e-324])
            yield kind("i", [1, 2, 3])
        else:
            yield kind("d", [1.5, NAN])
        yield None
    elif kind.__module__ == "numpy":
        yield from ndarrays(value)
    elif hasattr(kind, "_fields") and isinstance(value, tuple):
        yield tuple(value)
        for name, item in zip(kind._fields, value):
            for other in few(variants(item)):
                yield value._replace(**{name: other})
        yield None
    elif kind is collections.deque:
        yield kind()
        yield kind(value, 2)
        yield kind(reversed(value), value.maxlen)
        yield list(value)
        yield None
    elif isinstance(value, dict) and kind.__module__ in (
            "builtins", "collections"):
        yield from mappings(value)
    elif is_instance(value):
        yield from instances(value)
    else:
        yield from instead(value)


def mappings(value):
    """The same items in other kinds of dicts, and fewer of them."""
    items = dict(list(value.items())[:LENGTH_LIMIT])
    yield {}
    yield items
    yield collections.OrderedDict(items)
    yield collections.defaultdict(int, items)
    yield collections.defaultdict(list, items)
    yield collections.Counter(items)
    if items:
        rest = dict(items)
        del rest[next(iter(rest))]
        yield rest
    yield None


def is_instance(value):
    """Of a class written in Python that has attributes and no more."""
    kind = type(value)
    return (
        type(kind) is type and kind.__flags__ & 1 << 9
        and kind.__init__ is not object.__init__
        and not isinstance(value, (int, float, str, tuple, list, dict, set)))


def few(values, most=6):
    """Some of the values, from all over them."""
    values = list(values)
    return values[::max(1, len(values) // most)]


def instances(value):
    """The same instance with one attribute of another value, or of another
    class."""
    kind = type(value)
    names = list(getattr(value, "__dict__", ())) + [
        name for base in kind.__mro__
        for name in vars(base).get("__slots__", ())]
    for name in names:
        item = getattr(value, name, None)
        others = [None] if is_instance(item) else few(variants(item))
        for other in others:
            changed = copy.copy(value)
            object.__setattr__(changed, name, other)
            yield changed
    if names and hasattr(value, names[0]):
        changed = copy.copy(value)
        object.__delattr__(changed, names[0])
        yield changed
    other = object.__new__(type(kind.__name__, (kind,), {"__slots__": ()}))
    for name in names:
        if hasattr(value, name):
            object.__setattr__(other, name, getattr(value, name))
    yield other
    yield None


def sequences(value, kind):
    yield kind()
    for length in (1, 2, 3):
        if length < len(value):
            yield kind(value[:length])
    yield kind(reversed(value))
    yield kind(list(value) + list(value))
    yield tuple(value) if kind is list else list(value)
    yield Row(value)
    yield range(3)
    yield None
    if not value:
        yield kind([1])
        yield kind([1.5, 2])
        return
    for place in {0, len(value) // 2, len(value) - 1}:
        element = value[place]
        if type(element) in (list, tuple):
            others = sequences(element, type(element))
        else:
            others = instead(element)
        for other in others:
            changed = list(value)
            changed[place] = other
            yield kind(changed)
    if type(value[0]) is list:
        # Rows that are one and the same list.
        yield kind([value[0]] * len(value))
    if len(value) > 1 and set(map(type, value)) <= {int, float}:
        yield kind([value[0]] * len(value))
        yield kind(sorted(value))
        yield kind([NAN] * len(value))


def ndarrays(value):
    import numpy

    flat = value[:LENGTH_LIMIT]
    yield flat[:0].copy()
    yield flat[:1].copy()
    yield flat[::-1]
    yield flat[::2]
    fixed = flat.copy()
    fixed.flags.writeable = False
    yield fixed
    yield flat.astype("f4")
    yield flat.astype("i4")
    yield flat.astype(">f8")
    yield flat.tolist()
    if value.dtype.kind == "f":
        special = flat.copy()
        special[...] = NAN
        yield special
        special = flat.copy()
        special[...] = -0.0
        yield special
    if value.ndim == 1:
        yield flat.reshape(-1, 1)
    yield None


def fresh(values):
    """A deep copy that keeps strides and write protection of arrays."""
    restore_generator()
    foreign = {id(v): v for v in values if type(v).__module__ == "numpy"}
    copies = copy.deepcopy(values, dict(foreign))
    return [
        fresh_ndarray(v) if id(v) in foreign and getattr(v, "ndim", 0) else v
        for v in copies]


def fresh_ndarray(value):
    step = 1
    if value.ndim == 1 and value.size > 1:
        step = value.strides[0] // value.itemsize
    return rebuilt_ndarray(
        (None, value.dtype.str, value.shape, value.flags.writeable, step),
        value.tobytes())


def made_up(values):
    """Argument lists close to a recorded one, each changed in one place."""
    base = [shrunk(v) for v in values]
    for index, value in enumerate(base):
        for other in variants(value):
            yield base[:index] + [other] + base[index + 1:]
    for first in range(len(base)):
        for second in range(first + 1, len(base)):
            kinds = type(base[first]), type(base[second])
            if kinds[0] is kinds[1] and kinds[0] in (list, array.array):
                aliased = list(base)
                aliased[second] = aliased[first]
                yield aliased
            elif kinds == (int, int):
                for one in (0, 1, -1, -2**63, 2**63 - 1):
                    for two in (0, 1, -1, -2**63, 2**63 - 1):
                        pair = list(base)
                        pair[first], pair[second] = one, two
                        yield pair
