"""The part of `injection.py` that writes calls down."""

# Calls recorded one by one, then at powers of two up to the limit, after which
# the function is left alone.
FIRST_CALLS, CALL_LIMIT = 20, 1 << 14
# Bytes and seconds that recording may take in all.
BYTE_LIMIT, SECONDS_LIMIT = 64 << 20, 1.5
# How many times as much until no function gets even its first call recorded.
FIRST_CALL_FACTOR = 4
DEPTH_LIMIT, ELEMENT_LIMIT = 40, 20_000_000


class Unrecordable(Exception):
    pass


class OtherType(Unrecordable):
    pass


SCALARS = {int, float, bool, type(None), str, bytes, complex}
CONTAINERS = {list, tuple, dict, set, frozenset}
# Of a class that a class statement, or the like, has made.
HEAP_TYPE = 1 << 9


def check(values):
    """Raises unless plain built-in values are all there is, at any depth.

    Exact types only, so that no code of the script runs while recording.
    """
    level = [values]
    elements = 0
    for _ in range(DEPTH_LIMIT):
        mappings = [c.values() for c in level if type(c) is dict]
        level += mappings
        kinds = set(map(type, itertools.chain.from_iterable(level)))
        for kind in kinds - SCALARS - CONTAINERS:
            raise OtherType("a value of type %s" % kind.__name__)
        elements += sum(map(len, level))
        if elements > ELEMENT_LIMIT:
            raise Unrecordable("too many values")
        if not kinds & CONTAINERS:
            return
        level = [c for c in itertools.chain.from_iterable(level)
                 if type(c) in CONTAINERS]
    raise Unrecordable("values nested too deeply")


def generator_class():
    """`random.Random`, or None where nobody has imported it."""
    return getattr(sys.modules.get("random"), "Random", None)


def shared_generators():
    """The states that the functions of `random` share, and those of
    `numpy.random`; None for what nobody has imported."""
    kind = generator_class()
    shared = getattr(sys.modules.get("random"), "_inst", None)
    own = shared.getstate() if kind and type(shared) is kind else None
    module = sys.modules.get("numpy.random.mtrand")
    state = module and module._rand.get_state(legacy=False)
    if not state or state["bit_generator"] != "MT19937":
        return own, None
    words = state["state"]
    return own, (words["key"].tobytes(), words["pos"], state["has_gauss"],
                 state["gauss"])


def is_class(kind):
    """It is no more than a class, or one with abstract methods."""
    meta = getattr(sys.modules.get("abc"), "ABCMeta", type)
    return type(kind) is type or type(kind) is meta


def require_plain(kind):
    """Raises unless instances are their attributes and no more."""
    for base in kind.__mro__[:-1]:
        own = type.__getattribute__(base, "__dict__")
        # A class that extends another one has its `__dict__` from there.
        if not is_class(base) or not base.__flags__ & HEAP_TYPE or (
                base.__base__ is object
                and not ("__dict__" in own or "__slots__" in own)):
            raise Unrecordable("a value of type %s" % kind.__name__)


def attributes_of(value):
    """The attributes of an instance of a plain class.

    None of its code runs: they are looked at as `object` does.
    """
    kind = type(value)
    found = {}
    for base in reversed(kind.__mro__[:-1]):
        slots = type.__getattribute__(base, "__dict__").get("__slots__", ())
        for name in (slots,) if type(slots) is str else slots:
            if name.startswith("__"):
                if name.endswith("__"):
                    continue
                name = "_%s%s" % (base.__name__.lstrip("_"), name)
            try:
                found[name] = object.__getattribute__(value, name)
            except AttributeError:
                pass
    try:
        found.update(object.__getattribute__(value, "__dict__"))
    except AttributeError:
        pass
    return found


def is_named_tuple(kind):
    """Made by `namedtuple`, or `NamedTuple`: nothing but a tuple inside."""
    own = type.__getattribute__(kind, "__dict__")
    return (
        type(kind) is type and kind.__base__ is tuple and "_fields" in own
        and "__new__" in own and own.get("__slots__") == ())


def is_member(value):
    """Of an Enum, by a name of its own."""
    kind = type(value)
    enum = sys.modules.get("enum")
    if enum is None or type(kind) is not enum.EnumMeta:
        return False
    name = object.__getattribute__(value, "__dict__").get("_name_")
    return type(name) is str and kind.__members__.get(name) is value


def collections_type(name):
    """Of `collections`, or None where nobody has imported it."""
    return getattr(sys.modules.get("collections"), name, None)


# What calls of a defaultdict's factory give, where those are the same for all.
FACTORIES = {int, float, bool, str, list, dict, set, tuple}


def is_counting(kind):
    """`itertools.count` of the script's: ours may be another, from 3.12 on."""
    return kind is getattr(sys.modules.get("itertools"), "count", None)


def count_state(value):
    """Where an `itertools.count` goes on, and its step where that is not 1."""
    try:
        return tuple(map(int, repr(value)[6:-1].split(", ")))
    except ValueError:
        raise Unrecordable("an itertools.count of other numbers")


def described_collection(value):
    """How to rebuild a value of a type in `collections`, or an
    `itertools.count`; None for others."""
    kind = type(value)
    if kind is collections_type("deque"):
        return "deque", value.maxlen
    if kind is collections_type("Counter"):
        return "Counter", None
    if kind is collections_type("OrderedDict"):
        return "OrderedDict", None
    if is_counting(kind):
        return "count", count_state(value)
    if kind is collections_type("defaultdict"):
        factory = value.default_factory
        if factory is None:
            return "defaultdict", None
        return "defaultdict", (
            factory.__name__ if type(factory) is type and factory in FACTORIES
            else "?")
    return None


def take_items_apart(value, result, memo, instances, depth):
    for key, item in value.items():
        if type(key) not in SCALARS:
            key = taken_apart_key(key, memo, instances)
        result[key] = taken_apart(item, memo, instances, depth + 1)


def taken_apart(value, memo, instances, depth=0):
    """The value with every instance as `(..., index)` into those met so far,
    named tuples as `(..., class, items)`, and what `collections` has as
    `(..., None, kind, items)`. No recorded value can be that: an ellipsis is
    never written down."""
    kind = type(value)
    if kind in SCALARS:
        return value
    if id(value) in memo:
        return memo[id(value)]
    if depth > DEPTH_LIMIT or len(memo) > ELEMENT_LIMIT:
        raise Unrecordable("values nested too deeply, or too many")
    if kind is list:
        result = memo[id(value)] = []
        result += (
            value if SCALARS.issuperset(map(type, value)) else
            [taken_apart(v, memo, instances, depth + 1) for v in value])
    elif kind is tuple:
        result = (
            value if SCALARS.issuperset(map(type, value)) else
            tuple([taken_apart(v, memo, instances, depth + 1) for v in value]))
    elif kind is dict:
        result = memo[id(value)] = {}
        take_items_apart(value, result, memo, instances, depth)
    elif kind in CONTAINERS:
        check([value])
        result = value
    elif described(value, ())[0] is not None:
        result = (..., None, *described(value, ()))
    elif described_collection(value) is not None:
        described_as = described_collection(value)
        items = {} if isinstance(value, dict) else []
        result = memo[id(value)] = (..., None, described_as, items)
        if type(items) is dict:
            take_items_apart(value, items, memo, instances, depth)
        else:
            items += [
                taken_apart(v, memo, instances, depth + 1)
                for v in (() if is_counting(kind) else value)]
    elif is_member(value):
        name = object.__getattribute__(value, "_name_")
        result = (..., None, ("member", kind.__qualname__, name), None)
    elif is_class(kind) and "<" not in kind.__qualname__:
        if is_named_tuple(kind):
            result = (..., kind.__qualname__, tuple([
                taken_apart(v, memo, instances, depth + 1)
                for v in tuple.__iter__(value)]))
        else:
            require_plain(kind)
            # Its attributes later: chains of instances may be long.
            result = (..., len(instances))
            instances.append(value)
    else:
        raise Unrecordable("a value of type %s" % kind.__name__)
    memo[id(value)] = result
    return result


def taken_apart_key(key, memo, instances):
    """A member, an instance that is found by its identity, or plain values."""
    kind = type(key)
    if is_member(key) or (
            is_class(kind) and kind.__hash__ is object.__hash__):
        return taken_apart(key, memo, instances)
    check([[key]])
    return key


def taken_apart_or_left(value, memo, instances):
    """The same for an attribute, which may be anything where nobody looks at
    it: a logger, a callback, an open file."""
    known, met = len(memo), len(instances)
    try:
        return taken_apart(value, memo, instances)
    except Unrecordable:
        while len(memo) > known:
            memo.popitem()
        del instances[met:]
        return (..., None, ("opaque", type(value).__name__), None)


def described(value, earlier):
    """How to rebuild a value that `marshal` cannot hold: (kind, bytes)."""
    kind = type(value)
    for index, other in enumerate(earlier):
        if other is value:
            return ("same", index), None
    if kind is bytearray:
        return ("bytearray",), bytes(value)
    if kind is generator_class():
        return ("random",), value.getstate()
    array = sys.modules.get("array")
    if array is not None and kind is array.array:
        return ("array", value.typecode), value.tobytes()
    numpy = sys.modules.get("numpy")
    if numpy is not None and kind is getattr(numpy, "ndarray", None):
        if value.dtype.kind not in "biuf":
            raise Unrecordable("an array of %s" % value.dtype)
        step = 1
        if value.ndim == 1 and value.size > 1:
            step = value.strides[0] // value.itemsize
        return (
            "ndarray", value.dtype.str, tuple(value.shape),
            value.flags.writeable, step), value.tobytes()
    scalar = numpy is not None and getattr(numpy, "generic", None)
    if scalar and isinstance(value, scalar) and kind.__module__ == "numpy" \
            and value.dtype.kind in "biuf":
        return ("scalar", value.dtype.str), value.tobytes()
    return None, value


def recorded(values):
    kinds, plain = [], []
    for index, value in enumerate(values):
        kind, data = described(value, values[:index])
        if kind is not None and kind[0] == "same" and data is None:
            # `marshal` keeps the identity of plain values by itself.
            if kinds[kind[1]] is None:
                kind, data = None, value
        kinds.append(kind)
        plain.append(data)
    try:
        check(plain)
    except OtherType:
        memo, instances, apart = {}, [], []
        plain = [taken_apart(value, memo, instances) for value in plain]
        # There may be more of them after each.
        for value in instances:
            apart.append((type(value).__qualname__, {
                name: taken_apart_or_left(item, memo, instances)
                for name, item in attributes_of(value).items()}))
        return marshal.dumps((kinds, plain, shared_generators(), apart))
    return marshal.dumps((kinds, plain, shared_generators()))


def raised(error):
    kind = type(error)
    if kind.__module__ != "builtins":
        return (kind.__name__, None)
    return (kind.__name__, str(error))


gettrace, getprofile = sys.gettrace, sys.getprofile
get_tool = sys.monitoring.get_tool if hasattr(sys, "monitoring") else None


@hidden
def is_watched():
    """A debugger or profiler of the script's own would see us work."""
    return (
        gettrace() is not None or getprofile() is not None
        or get_tool is not None and any(map(get_tool, range(6))))


def is_wanted(calls):
    factor = FIRST_CALL_FACTOR if calls == 1 else 1
    return (
        (calls <= FIRST_CALLS or calls & (calls - 1) == 0)
        and calls <= CALL_LIMIT and spent["bytes"] < BYTE_LIMIT * factor
        and spent["seconds"] < SECONDS_LIMIT * factor)


def recorder(target):
    """What records values, and says once why some could not be recorded."""
    complained = False

    def attempt(values):
        nonlocal complained
        start = time.perf_counter()
        try:
            return recorded(values)
        except (Unrecordable, ValueError, MemoryError) as error:
            if not complained:
                complained = True
                note(target, "a call could not be recorded: %s" % error)
            return None
        finally:
            spent["seconds"] += time.perf_counter() - start

    return attempt


def to_capture(target, code):
    calls, seconds, busy = 0, 0.0, False
    function = plain = None
    attempt = recorder(target)

    def begin(probe, arguments):
        nonlocal calls, function, plain
        if plain is None:
            function = owner(first, probe.__globals__)
            plain = original_of(code, probe, function)
        calls += 1
        return attempt(arguments) if is_wanted(calls) else None

    def swap(new):
        # While the function runs, and once enough was seen, it is entirely
        # itself: what it calls, itself included, costs nothing extra.
        if function is not None:
            function.__code__ = new

    def end(before, arguments, duration, outcome, value):
        nonlocal seconds
        seconds += duration
        if calls < CALL_LIMIT:
            swap(first)
        after = None
        if before is not None:
            if outcome == "return":
                value = attempt((*arguments, value))
            else:
                value = raised(value)
                after = attempt(arguments)
        if before is not None or calls & (calls - 1) == 0:
            write((
                "call", target, calls, seconds, duration, before, outcome,
                value if before is not None else None, after))

    @hidden
    def redirect(probe, *arguments):
        nonlocal busy
        if busy:
            return plain(*arguments)
        if is_watched():
            return Function(code, probe.__globals__)(*arguments)
        busy = True
        before = begin(probe, arguments)
        swap(code)
        start = time.perf_counter()
        try:
            result = plain(*arguments)
        except BaseException as error:
            end(before, arguments, time.perf_counter() - start, "raise", error)
            busy = False
            raise
        end(before, arguments, time.perf_counter() - start, "return", result)
        busy = False
        return result

    first = trampoline(code, redirect, True)
    return first
