"""Redirects functions of the script, from inside its process.

Run once, in a namespace of its own, just before the first module with a
target is executed. `PLAN` (a list of tuples: file, qualified name, first line,
library, function; the last two None to capture) and `JOURNAL` (a path) are
defined above this text.

The script must not notice. Its code objects get their replacements while they
are still constants of a module that has not run; no module stays imported
that was not; and every frame of ours that the script could see runs code
without a RESUME instruction, which CPython treats as a frame that has not
started yet: it is in no traceback, and `sys._getframe` skips it.
"""
import sys

modules = set(sys.modules)
import _imp
import gc
import itertools
import marshal
import opcode
import posix
import time

# `opcode` brings others with it, on some versions.
for name in set(sys.modules) - modules:
    del sys.modules[name]
del modules

Code = type((lambda: 0).__code__)
Function = type(lambda: 0)

GENERATOR, VARIADIC, DOCSTRING = 0x20 | 0x80 | 0x100 | 0x200, 0x04 | 0x08, 1 << 26

# Calls recorded one by one, then at powers of two up to the limit, after which
# the function is left alone.
FIRST_CALLS, CALL_LIMIT = 20, 1 << 14
# Bytes and seconds that recording may take in all.
BYTE_LIMIT, SECONDS_LIMIT = 64 << 20, 1.5
DEPTH_LIMIT, ELEMENT_LIMIT = 40, 20_000_000

spent = {"bytes": 0, "seconds": 0.0}


def write(record):
    """Appends a record; where that fails, it is lost silently.

    The file is opened each time: a descriptor that stays open would shift
    those of the script, and might be closed and used again behind our back.
    """
    try:
        data = marshal.dumps(record)
        spent["bytes"] += len(data)
        data = memoryview(len(data).to_bytes(8, "little") + data)
        flags = posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND
        journal = posix.open(JOURNAL, flags | posix.O_CLOEXEC, 0o600)
        try:
            while data:
                data = data[posix.write(journal, data):]
        finally:
            posix.close(journal)
    except OSError:
        pass


def note(target, text):
    write(("note", target, text))


def invisible(code):
    if not HIDES:
        return code
    raw = bytearray(code.co_code)
    for offset in range(0, len(raw), 2):
        if raw[offset] == opcode.opmap["RESUME"]:
            raw[offset] = opcode.opmap["NOP"]
            raw[offset + 1] = 0
            return code.replace(co_code=bytes(raw))
    return code


def hidden(function):
    function.__code__ = invisible(function.__code__)
    return function


def caller():
    return sys._getframe(1).f_code


def probe():
    return caller()


# On a version where it does not work, our frames show, and all else holds.
HIDES = True
HIDES = hidden(probe)() is not probe.__code__


def obstacle(code):
    """Why a function cannot be redirected, or None."""
    if code.co_flags & GENERATOR:
        return "it is a generator or a coroutine"
    if code.co_freevars:
        return "it uses variables of the function around it"
    if code.co_flags & VARIADIC or code.co_kwonlyargcount:
        return "it takes *args, **kwargs or keyword-only parameters"
    return None


def trampoline(original, destination, with_probe):
    """Code with the original's signature that calls `destination`.

    With a probe, the first argument is a function made in the trampoline's
    frame: it carries the right globals.
    """
    names = list(original.co_varnames[:original.co_argcount])
    parameters = list(names)
    if original.co_posonlyargcount:
        parameters.insert(original.co_posonlyargcount, "/")
    arguments = (["(lambda: 0)"] if with_probe else []) + names
    constants = original.co_consts
    if sys.version_info >= (3, 14):
        has_docstring = original.co_flags & DOCSTRING
    else:
        has_docstring = constants and type(constants[0]) is str
    # The conditional keeps the compiler from warning that strings are not
    # callable; it leaves no trace in the bytecode.
    source = "def f({}):\n {}\n return ('<call>' if True else 0)({})".format(
        ", ".join(parameters), "'<doc>'" if has_docstring else "",
        ", ".join(arguments))
    module = compile(source, "<swiftlet>", "exec", dont_inherit=True)
    code = next(c for c in module.co_consts if type(c) is Code)
    replaced = tuple(
        destination if c == "<call>" else constants[0] if c == "<doc>" else c
        for c in code.co_consts)
    return invisible(code.replace(
        co_consts=replaced, co_filename=original.co_filename,
        co_name=original.co_name, co_qualname=original.co_qualname,
        co_firstlineno=original.co_firstlineno,
        co_flags=code.co_flags | original.co_flags & 0x10))


def unwrapped(value):
    """Functions below decorators, without running any of the script's code."""
    for _ in range(10):
        yield value
        kind = type(value)
        if kind in (staticmethod, classmethod):
            value = value.__func__
        elif kind is property:
            value = value.fget
        elif kind is Function or kind.__module__ == "functools":
            try:
                attributes = object.__getattribute__(value, "__dict__")
            except AttributeError:
                return
            value = attributes.get("__wrapped__")
        else:
            return


def owner(code, namespace):
    """The function that has the code, or None where that is not sure."""
    if "<locals>" in code.co_qualname:
        # Made anew at each call of the function around it.
        return None
    value = namespace
    for part in code.co_qualname.split("."):
        value = value.get(part) if value is not None else None
        found = value
        value = type.__getattribute__(value, "__dict__") \
            if isinstance(value, type) else None
    for candidate in unwrapped(found):
        if type(candidate) is Function and candidate.__code__ is code:
            return candidate
    functions = [
        f for f in gc.get_referrers(code)
        if type(f) is Function and f.__code__ is code]
    return functions[0] if len(functions) == 1 else None


def original_of(code, probe, function):
    original = Function(code, probe.__globals__, code.co_name)
    original.__qualname__ = code.co_qualname
    original.__module__ = probe.__module__
    if function is not None:
        original.__dict__.update(function.__dict__)
        original.__defaults__ = function.__defaults__
        original.__qualname__ = function.__qualname__
    return original


def load(path):
    """The extension module in a file, without a trace in sys.modules."""
    name = "_kernel"
    before = sys.modules.get(name)
    spec = sys.modules["_frozen_importlib"].ModuleSpec(name, None, origin=path)
    try:
        return _imp.create_dynamic(spec)
    finally:
        sys.modules.pop(name, None)
        if before is not None:
            sys.modules[name] = before


def to_kernel(target, code, library, name):
    call = None

    def prepare(probe):
        nonlocal call
        function = owner(first, probe.__globals__)
        original = original_of(code, probe, function)
        try:
            kernel = load(library)
            kernel._set_original(name, original)
            call = getattr(kernel, name)
        except Exception as error:
            note(target, "the kernel could not be loaded: %s" % error)
            call = original
        write(("loaded", target, call is not original))
        if function is not None:
            # From now on without the detour through Python.
            function.__code__ = (
                code if call is original else trampoline(code, call, False))

    @hidden
    def redirect(probe, *arguments):
        if call is None:
            prepare(probe)
        return call(*arguments)

    first = trampoline(code, redirect, True)
    return first


class Unrecordable(Exception):
    pass


SCALARS = {int, float, bool, type(None), str, bytes, complex}
CONTAINERS = {list, tuple, dict, set, frozenset}


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
            raise Unrecordable("a value of type %s" % kind.__name__)
        elements += sum(map(len, level))
        if elements > ELEMENT_LIMIT:
            raise Unrecordable("too many values")
        if not kinds & CONTAINERS:
            return
        level = [c for c in itertools.chain.from_iterable(level)
                 if type(c) in CONTAINERS]
    raise Unrecordable("values nested too deeply")


def described(value, earlier):
    """How to rebuild a value that `marshal` cannot hold: (kind, bytes)."""
    kind = type(value)
    for index, other in enumerate(earlier):
        if other is value:
            return ("same", index), None
    if kind is bytearray:
        return ("bytearray",), bytes(value)
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
    check(plain)
    return marshal.dumps((kinds, plain))


def raised(error):
    kind = type(error)
    if kind.__module__ != "builtins":
        return (kind.__name__, None)
    return (kind.__name__, str(error))


gettrace, getprofile = sys.gettrace, sys.getprofile
get_tool = sys.monitoring.get_tool if hasattr(sys, "monitoring") else None


def to_capture(target, code):
    calls, seconds, busy = 0, 0.0, False
    function = plain = None
    complained = False

    def wanted():
        return (
            (calls <= FIRST_CALLS or calls & (calls - 1) == 0)
            and calls <= CALL_LIMIT and spent["bytes"] < BYTE_LIMIT
            and spent["seconds"] < SECONDS_LIMIT)

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

    def begin(probe, arguments):
        nonlocal calls, function, plain
        if plain is None:
            function = owner(first, probe.__globals__)
            plain = original_of(code, probe, function)
        calls += 1
        return attempt(arguments) if wanted() else None

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
        if (gettrace() is not None or getprofile() is not None
                or get_tool is not None and any(map(get_tool, range(6)))):
            # A debugger or profiler of the script's own would see us work.
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


def redirect(module, file):
    """The replacements to make: (constants, index, new code)."""
    wanted = {
        (name, line): index
        for index, (path, name, line, _, _) in enumerate(PLAN)
        if path == file}
    found = []
    pending = [module]
    while pending:
        parent = pending.pop()
        for position, code in enumerate(parent.co_consts):
            if type(code) is not Code or code.co_filename != module.co_filename:
                continue
            pending.append(code)
            target = wanted.get((code.co_qualname, code.co_firstlineno))
            if target is None:
                continue
            reason = obstacle(code)
            if reason is not None:
                note(target, reason)
                continue
            library, name = PLAN[target][3:]
            new = to_capture(target, code) if library is None else \
                to_kernel(target, code, library, name)
            found.append((parent.co_consts, position, new))
    return found
