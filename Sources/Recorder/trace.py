"""Writes counting into the script's own modules, from inside its process.

Run once, in a namespace of its own, just before the first such module is
executed; `text`, `note`, `place`, `counter` and `layout` are functions of the
recorder library. Then `counting` is called with each module's code.

The source is compiled again from a syntax tree with `COUNTER`s around its
loops and functions (see `counters.h`). They are constants and change no
variable; what they need in bytecode has the line of what is there anyway, or
none, so that tracebacks and debuggers see the lines that they would see.
"""
with Unseen():
    import _ast as ast
    import _warnings
    import posix

# A function with the two instructions on every version: RESUME, the variable,
# the constant, and at the end the return.
sample = (lambda x: x + "").__code__
layout(Code.__basicsize__, sample.co_code[4], sample.co_code[-2])

# Kinds of places, and ways to leave one.
FUNCTION, LAMBDA, GENERATOR, LOOP, WHILE, ASYNC_LOOP = range(6)
ENTRY, BREAK, CONDITION, RETURN = range(4)

GENERATOR_FLAGS = 0x20 | 0x80 | 0x100 | 0x200
ONLY_TREE = 0x400
SIZE_LIMIT = 4 << 20

# What stands for a counter where counted code is pickled and sent elsewhere.
COPY = (eval, (
    "type('counter', (), {"
    "'__invert__': lambda self: True, "
    "'__matmul__': lambda self, other: other, "
    "'__iter__': lambda self: __import__('itertools').repeat(())})()",))


class Unsuitable(Exception):
    """Why a module cannot be counted in."""


def contents(path):
    descriptor = posix.open(path, posix.O_RDONLY | posix.O_CLOEXEC)
    try:
        data = b""
        while True:
            part = posix.read(descriptor, 1 << 20)
            data += part
            if not part:
                return data
            if len(data) > SIZE_LIMIT:
                raise Unsuitable("it is too large")
    finally:
        posix.close(descriptor)


def is_like(code, other):
    """The same but for bytecode and constants, functions inside included."""
    if any(getattr(code, name) != getattr(other, name) for name in (
            "co_name", "co_qualname", "co_firstlineno", "co_flags",
            "co_varnames", "co_cellvars", "co_freevars", "co_argcount",
            "co_posonlyargcount", "co_kwonlyargcount")):
        return False
    inner, others = (
        [c for c in each.co_consts if type(c) is Code]
        for each in (code, other))
    return len(inner) == len(others) and all(map(is_like, inner, others))


def reads_bytecode(tree):
    """Numba compiles functions from their bytecode."""
    pending = [tree]
    while pending:
        node = pending.pop()
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        if any(name.partition(".")[0] == "numba" for name in names):
            return True
        if isinstance(node, (ast.stmt, ast.Module, ast.excepthandler)):
            pending.extend(children(node))
    return False


def compiled(source, file, flags=0):
    return compile(source, file, "exec", flags, dont_inherit=True)


def count_in(code, file):
    tree = compiled(contents(file), file, ONLY_TREE)
    if compiled(tree, file) != code:
        raise Unsuitable("its source is not what runs")
    if reads_bytecode(tree):
        raise Unsuitable("it uses Numba, which reads bytecode")
    module = Module(tree, file)
    module.rewrite()
    counting = module.finished(compiled(tree, file))
    if not is_like(code, counting):
        raise Unsuitable("it compiles to something else with counting")
    return counting


quietly = ("ignore", None, Warning, None, 0)
known = {}


def counting(code, file):
    if code.co_name != "<module>" or code.co_freevars:
        return None
    if file in known:
        # `exec` again and again.
        original, result = known[file]
        return result if original == code else None
    result = None
    # The compiler warned about the source already.
    filters = _warnings.filters
    filters.insert(0, quietly)
    changed = getattr(_warnings, "_filters_mutated", None) \
        or _warnings._filters_mutated_lock_held
    changed()
    try:
        result = count_in(code, file)
    except Unsuitable as reason:
        note(file, str(reason))
    except Exception as error:
        note(file, "%s: %s" % (type(error).__name__, error))
    finally:
        filters.remove(quietly)
        changed()
    known[file] = code, result
    return result
