"""Redirects functions of the script, from inside its process.

Run once, in a namespace of its own, just before the first module with a
target is executed. `PLAN` (a list of tuples: file, qualified name, first line,
library and function, both None to capture, for a loop the index of its source,
its place, inputs and outputs, else None, and what a kernel takes from other
files: its name for it, the file, the name there, and how it is found), `SOURCES` (texts), `JOURNAL`
(a path), `FOLDER` (that the script was started in) and `COUNTERS` (memory for
two numbers for each entry of the plan) are defined above this text, and below
them stands `unseen_modules.py`; `injection_capture.py` and
`injection_loops.py` follow below it.

The script must not notice. Its code objects get their replacements while they
are still constants of a module that has not run; no module stays imported
that was not; and every frame of ours that the script could see runs code
without a RESUME instruction, which CPython treats as a frame that has not
started yet: it is in no traceback, and `sys._getframe` skips it.
"""
with Unseen():
    import _ast
    import _imp
    import _warnings
    import gc
    import itertools
    import marshal
    import opcode
    import posix
    import time

Function = type(lambda: 0)

GENERATOR, VARIADIC = 0x20 | 0x80 | 0x100 | 0x200, 0x04 | 0x08
DOCSTRING = 1 << 26

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


class Replaced(Exception):
    pass


def names_in(file):
    """The names of the module that a file is."""
    for module in list(sys.modules.values()):
        try:
            names = object.__getattribute__(module, "__dict__")
        except AttributeError:
            continue
        path = names.get("__file__") if type(names) is dict else None
        if type(path) is str and absolute(path) == absolute(file):
            return names
    raise Replaced("the script does not use %s" % file)


def linked(links, namespace):
    """What a kernel takes from other files, which has to be theirs still."""
    found = {}
    for name, file, own, places in links:
        names = names_in(file)
        value = found[name] = names.get(own)
        if type(value) is Function:
            is_own = (value.__code__.co_qualname == own
                      and absolute(value.__code__.co_filename) == absolute(file))
        elif isinstance(value, type):
            is_own = value.__module__ == names.get("__name__") and all(
                absolute(method.__code__.co_filename) == absolute(file)
                for method in vars(value).values() if type(method) is Function
                # What `dataclass` and the like write is in no file.
                and method.__code__.co_filename[:1] != "<")
        else:
            is_own = own in names
        for place in places:
            there = namespace
            for part in place.split("."):
                there = (there.get(part) if type(there) is dict
                         else vars(there).get(part))
            is_own = is_own and there is value
        if not is_own:
            raise Replaced("%s of %s has been replaced" % (own, file))
    return found


def kernel_of(target, library, name, original):
    """The kernel's function; None, and a note, where it has none."""
    try:
        kernel = load(library)
        kernel._set_original(name, original)
        links = PLAN[target][6]
        if links:
            kernel._set_linked(linked(links, original.__globals__))
        if hasattr(kernel, "_count_in"):
            kernel._count_in(name, COUNTERS[16 * target:][:16])
        call = getattr(kernel, name)
    except Exception as error:
        note(target, "the kernel could not be loaded: %s" % error)
        call = None
    write(("loaded", target, call is not None))
    return call


def to_kernel(target, code, library, name):
    call = None

    def prepare(probe):
        nonlocal call
        function = owner(first, probe.__globals__)
        original = original_of(code, probe, function)
        call = kernel_of(target, library, name, original) or original
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


def absolute(path):
    parts = []
    for part in (path if path[:1] == "/" else FOLDER + "/" + path).split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def redirect(module, file):
    """The replacements to make: (constants, index, new code). An index of -1
    says that a code object itself has to become another."""
    wanted, loops = {}, []
    for target, (path, name, line, _, _, loop, _) in enumerate(PLAN):
        if path != file and absolute(path) != absolute(file):
            continue
        if loop is None:
            wanted[name, line] = target
        else:
            loops.append(target)
    root, found = module, []
    if loops:
        root, found = with_loops(module, loops) or (module, [])
    pending = [root]
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
            library, name = PLAN[target][3:5]
            new = to_capture(target, code) if library is None else \
                to_kernel(target, code, library, name)
            found.append((parent.co_consts, position, new))
    return found
