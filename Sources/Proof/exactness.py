"""Values in a form that is equal only for the same bits, types and aliases."""
import array
import copy
import functools
import itertools
import random

NAN = float("nan")
SCALARS = {int, float, bool, type(None), str, bytes}


def packed(floats):
    """The bits of floats. One nan is as good as another: neither IEEE 754 nor
    Python says which sign a computed one has."""
    return array.array(
        "d", [v if v == v else NAN for v in floats]).tobytes()


def scalars(values):
    values = list(values)
    kinds = set(map(type, values))
    if kinds == {float}:
        return float, packed(values)
    if len(kinds) == 1:
        return kinds.pop(), tuple(values)
    return (
        tuple(map(type, values)),
        packed(v for v in values if type(v) is float),
        tuple(v for v in values if type(v) is not float))


def canonical(value, seen):
    """`seen` numbers the mutable values met so far, by identity."""
    kind = type(value)
    if kind in SCALARS:
        return scalars([value])
    if kind is complex:
        return scalars([value.real, value.imag]) + ("complex",)
    if kind is not tuple:
        if id(value) in seen:
            return "seen", seen[id(value)][0]
        # The value is kept alive, or its identity could be used again.
        seen[id(value)] = (len(seen), value)
    if kind in (list, tuple):
        kinds = set(map(type, value))
        if kinds <= SCALARS:
            return kind, scalars(value)
        if kinds == {tuple}:
            flat = list(itertools.chain.from_iterable(value))
            if set(map(type, flat)) <= SCALARS:
                return kind, tuple(map(len, value)), scalars(flat)
        return kind, [canonical(v, seen) for v in value]
    if kind is dict:
        return kind, [
            (canonical(k, seen), canonical(v, seen)) for k, v in value.items()]
    if kind in (set, frozenset):
        return kind, [canonical(v, seen) for v in value]
    if kind is bytearray:
        return kind, bytes(value)
    if kind is random.Random:
        return kind, value.getstate()
    if hasattr(value, "tobytes"):
        shape = getattr(value, "shape", (len(value),) if hasattr(
            value, "__len__") else ())
        format = getattr(value, "typecode", None) or str(
            getattr(value, "dtype", ""))
        return kind, tuple(shape), format, value.tobytes()
    if isinstance(value, (int, float, str, list, tuple)):
        # A subclass, as made for the checks.
        base = next(
            b for b in (int, float, str, list, tuple) if isinstance(value, b))
        return kind.__name__, canonical(base(value), seen)
    if type(kind) is type and kind.__flags__ & 1 << 9:
        # An instance of a class written in Python.
        names = [
            name for base in kind.__mro__
            for name in vars(base).get("__slots__", ())]
        inside = [(n, getattr(value, n)) for n in names if hasattr(value, n)]
        inside += getattr(value, "__dict__", {}).items()
        return kind.__qualname__, [
            (name, canonical(item, seen)) for name, item in inside]
    return (kind.__module__, kind.__qualname__)


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
        self.generator = random.getstate()

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
