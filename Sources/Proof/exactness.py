"""Values as short bytes that are equal only for the same bits, types and
aliases (but for hashes of 256 bits that meet)."""
import array
import collections
import copy
import enum
import functools
import hashlib
import itertools
import marshal
import random
import struct
import sys

NAN = float("nan")
# No `folded` value begins with one of these: no name is as long.
SCALARS = {kind: bytes([0xF0 + number]) for number, kind in enumerate(
    (int, float, bool, type(None), str, bytes))}
SIZE = struct.Struct("<Q")


def short(data):
    return data if len(data) <= 64 else hashlib.blake2b(
        data, digest_size=32).digest()


def folded(*parts):
    """One for many: a big structure takes no more room than a small one."""
    return short(b"".join([
        piece for part in parts for piece in (SIZE.pack(len(part)), part)]))


def packed(floats):
    """The bits of floats. One nan is as good as another: neither IEEE 754 nor
    Python says which sign a computed one has."""
    return array.array(
        "d", [v if v == v else NAN for v in floats]).tobytes()


def scalar(value):
    kind = type(value)
    if kind is float:
        data = packed((value,))
    elif kind is str:
        data = value.encode("utf-8", "surrogatepass")
    else:
        data = marshal.dumps(value, 2)
    return short(SCALARS[kind] + data)


def scalars(values):
    values = list(values)
    kinds = list(map(type, values))
    parts = []
    for kind in SCALARS.keys() & kinds:
        own = [v for v in values if type(v) is kind]
        if kind is float:
            data = packed(own)
        else:
            if kind is str:
                own = [v.encode("utf-8", "surrogatepass") for v in own]
            # The format without references: they would tell of identity.
            data = marshal.dumps(own, 2)
        parts.append((SCALARS[kind], data))
    order = b""
    if len(parts) > 1:
        order = b"".join(map(SCALARS.get, kinds))
    return folded(order, *itertools.chain.from_iterable(sorted(parts)))


DICTS = {
    dict, collections.Counter, collections.OrderedDict,
    collections.defaultdict}


def canonical(value, seen, sorts_sets=False):
    """`seen` numbers the mutable values met so far, by identity. The order of
    a set counts, unless it is sorted."""
    kind = type(value)
    if kind in SCALARS:
        return scalar(value)
    inside = functools.partial(canonical, seen=seen, sorts_sets=sorts_sets)
    if kind is complex:
        return folded(b"complex", packed([value.real, value.imag]))
    name = kind.__qualname__.encode()
    if isinstance(value, enum.Enum):
        return folded(
            name, repr(value._name_).encode(), inside(value._value_))
    # Which of equal tuples it is, plain ones or named, is not kept.
    if not isinstance(value, tuple):
        if id(value) in seen:
            return folded(b"seen", b"%d" % seen[id(value)][0])
        # The value is kept alive, or its identity could be used again.
        seen[id(value)] = (len(seen), value)
    if sorts_sets and kind in (set, frozenset):
        return folded(name, *sorted(map(inside, value)))
    if kind in (list, tuple, set, frozenset):
        kinds = set(map(type, value))
        if kinds <= SCALARS.keys():
            return folded(name, scalars(value))
        if kinds == {tuple}:
            flat = list(itertools.chain.from_iterable(value))
            if SCALARS.keys() >= set(map(type, flat)):
                return folded(
                    name, scalars(map(len, value)), scalars(flat), b"flat")
        return folded(name, *map(inside, value))
    if kind is collections.deque:
        return folded(name, repr(value.maxlen).encode(), *map(inside, value))
    if kind is collections.defaultdict:
        factory = getattr(value.default_factory, "__name__", "")
        name += b" " + factory.encode()
    if kind in DICTS:
        if len(value) > 8 and SCALARS.keys() >= {
                *map(type, value), *map(type, value.values())}:
            return folded(name, scalars(value), scalars(value.values()))
        return folded(name, *map(
            inside, itertools.chain.from_iterable(value.items())))
    if kind is bytearray:
        return folded(name, value)
    if kind is itertools.count:
        return folded(name, repr(value).encode())
    if kind is random.Random:
        return folded(name, repr(value.getstate()).encode())
    if hasattr(value, "tobytes"):
        shape = getattr(value, "shape", (len(value),) if hasattr(
            value, "__len__") else ())
        format = getattr(value, "typecode", None) or str(
            getattr(value, "dtype", ""))
        return folded(
            name, repr(tuple(shape)).encode(), format.encode(),
            value.tobytes())
    if isinstance(value, (int, float, str, list, tuple)):
        # A subclass, as made for the checks.
        base = next(
            b for b in (int, float, str, list, tuple) if isinstance(value, b))
        return folded(name, inside(base(value)))
    if kind.__flags__ & 1 << 9:
        # An instance of a class written in Python; one that is a dict as well
        # has its items, too.
        names = [
            name for base in kind.__mro__
            for name in vars(base).get("__slots__", ())]
        parts = [(n, getattr(value, n)) for n in names if hasattr(value, n)]
        parts += getattr(value, "__dict__", {}).items()
        items = dict.items(value) if isinstance(value, dict) else ()
        return folded(name, *itertools.chain.from_iterable(
            (n.encode(), inside(v)) for n, v in parts), *map(
                inside, itertools.chain.from_iterable(items)))
    return folded(kind.__module__.encode(), name)


def all_canonical(values, sorts_sets=False):
    seen = {}
    return [canonical(v, seen, sorts_sets) for v in values]


# Variables that functions may change: holder, name, value at first.
watched = []


def watch(module, path):
    holder = functools.reduce(getattr, path[:-1], module)
    if not hasattr(holder, path[-1]):
        return
    value = getattr(holder, path[-1])
    try:
        setattr(holder, path[-1], value)
    except AttributeError:
        # A member of an Enum, which nothing can change.
        return
    watched.append((holder, path[-1], copy.deepcopy(value)))


class Outcome:
    """What a call gave or raised, and what became of its arguments, and of
    the variables that are watched: they are as at first before each call."""

    def __init__(self, function, values):
        seen = {}
        self.values = values
        states = copy.deepcopy([value for _, _, value in watched])
        for (holder, name, _), state in zip(watched, states):
            setattr(holder, name, state)
        try:
            result = function(*values)
        except Exception as error:
            self.text = f"{type(error).__name__}: {error}"
            self.error, self.result = error, None
            self.exact = ("raise", type(error).__name__, str(error), [
                canonical(v, seen) for v in values])
        else:
            self.error, self.result = None, result
            self.text = shortened(result)
            self.exact = ("return", [
                canonical(v, seen) for v in (*values, result)])
        self.variables = [
            canonical(getattr(holder, name, None), seen)
            for holder, name, _ in watched]
        self.generator = random.getstate(), numpy_generator()

    def difference(self, other):
        """From this, Python's, to the kernel's; None where there is none."""
        if self.exact == other.exact:
            if self.variables != other.variables:
                return "the module's variables are left in another state"
            if self.generator == other.generator:
                return None
            return "`random` is left in another state"
        if self.text != other.text:
            return f"Python gives {self.text}, the kernel {other.text}"
        if self.exact[0] == other.exact[0] == "return":
            if self.exact[1][-1] == other.exact[1][-1]:
                return "the arguments are changed in another way"
            return f"the bits or types behind {self.text} differ"
        return "the arguments are left in another state when it raises"


def numpy_generator():
    """The state that the functions of `numpy.random` share."""
    numpy = sys.modules.get("numpy")
    state = numpy and numpy.random.get_state(legacy=False)
    if not state or state["bit_generator"] != "MT19937":
        return str(state)
    words = state["state"]
    return (words["key"].tobytes(), words["pos"], state["has_gauss"],
            state["gauss"])


def shortened(value, limit=60):
    try:
        if type(value) in (list, tuple) and len(value) > 12:
            text = repr(list(value[:4]))[:-1] + f", ... {len(value)} in all]"
        else:
            text = repr(value)
    except Exception:
        # The class's own, of an instance that lacks an attribute.
        text = f"<{type(value).__name__}>"
    return text if len(text) <= limit else text[:limit - 3] + "..."


def call_text(name, values):
    return f"{name}({', '.join(shortened(v, 40) for v in values)})"
