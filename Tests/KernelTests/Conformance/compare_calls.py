"""Runs each call of a corpus on the original and on its kernel.

    python compare_calls.py CORPUS.py --list
    python compare_calls.py CORPUS.py FOLDER_OF_KERNEL [FUNCTION...]

The first prints a typical call of each function, and which functions must
have a complete kernel. The second prints one JSON object for each call that
differs, or that fell back where it must not (or did not where it must), and a
last one with the counts. A corpus has these tables of argument tuples, or of
functions that make them, by function name:

    CALLS       run natively; the first of each is the typical one
    FALLS_BACK  are left to the original
    EITHER      may be done either way

and `MAY_BE_SKELETONS`, functions for which no kernel is asked, and `EXAMPLES`,
of how many calls, where not of the first alone, the types are observed.
`VARIABLES` names what functions may leave changed in the module, or, as
`Class.name`, in a class. With `OWN_ARGUMENTS` the kernel is not given
instances of another module's classes: members of an Enum are told apart.
"""

import collections
import contextlib
import copy
import enum
import functools
import importlib.util
import io
import json
import random
import sys
import warnings


def load(name, path):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


class Portrait:
    """A value in full: types, digits, and which containers are the same."""

    def __init__(self):
        self.numbers = {}
        self.kept = []

    def of(self, value):
        kind = type(value).__name__
        if isinstance(value, float):
            return f"{kind} {float(value).hex()}"
        if isinstance(value, getattr(sys.modules.get("numpy"), "generic", ())):
            return f"{kind} {value.tobytes().hex()}"
        if isinstance(value, tuple):
            return [kind] + [self.of(part) for part in value]
        if isinstance(value, (int, str, bytes, complex, bool, type(None))):
            return f"{kind} {value!r}"
        if isinstance(value, enum.Enum):
            return f"{kind} {value.name}"
        if id(value) in self.numbers:
            return f"{kind} again #{self.numbers[id(value)]}"
        self.numbers[id(value)] = len(self.numbers)
        self.kept.append(value)
        head = f"{kind} #{self.numbers[id(value)]}"
        if isinstance(value, (list, set, frozenset)):
            return [head] + [self.of(part) for part in value]
        if isinstance(value, collections.deque):
            return [head, value.maxlen] + [self.of(part) for part in value]
        if isinstance(value, dict):
            factory = getattr(value, "default_factory", None)
            head += f" {getattr(factory, '__qualname__', '')}"
            return [head] + [[self.of(k), self.of(v)] for k, v in value.items()]
        if isinstance(value, random.Random):
            return [head, str(value.getstate())]
        if hasattr(value, "bit_generator"):
            return [head, str(value.bit_generator.state)]
        if isinstance(value, memoryview):
            return [head, value.format, value.shape, value.tobytes().hex()]
        if isinstance(value, bytearray):
            return [head, value.hex()]
        if hasattr(value, "typecode"):
            return [head, value.typecode, [self.of(part) for part in value]]
        if hasattr(value, "dtype"):
            if value.dtype == object:
                return [head, [self.of(part) for part in value.flat]]
            return [head, str(value.dtype), value.shape, value.tobytes().hex()]
        names = list(getattr(value, "__dict__", ())) or [
            name for base in type(value).__mro__
            for name in getattr(base, "__slots__", ())]
        if names and type(value).__module__ != "builtins":
            return [head] + [[name, self.of(getattr(value, name, None))]
                             for name in names]
        return f"{head} {value!r}"


def outcome(function, arguments):
    portrait = Portrait()
    random.seed(20)
    numpy = sys.modules.get("numpy")
    if numpy:
        numpy.random.seed(20)
    printed = io.StringIO()
    with warnings.catch_warnings(record=True) as warned, \
            contextlib.redirect_stdout(printed):
        warnings.simplefilter("always")
        # The arguments first: a result may be one of them, or a part of one.
        names = [portrait.of(argument) for argument in arguments]
        try:
            result = ["returned", portrait.of(function(*arguments))]
        except RecursionError:
            result = ["raised", "RecursionError"]
        except Exception as error:
            result = ["raised", type(error).__name__, str(error)]
    result.append([f"{w.category.__name__}: {w.message}" for w in warned])
    result.append(printed.getvalue())
    after = Portrait()
    result.append([after.of(argument) for argument in arguments])
    result.append(random.random())
    if numpy:
        result.append([numpy.random.random(), numpy.random.normal()])
    del names
    return result


def unwatched(function, call):
    """As `outcome`, but nothing else holds the arguments meanwhile."""
    arguments = fresh(call)
    random.seed(21)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(21)
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        for _ in range(2):
            try:
                result = ["returned", Portrait().of(function(*arguments))]
            except Exception as error:
                result = ["raised", type(error).__name__]
    after = Portrait()
    return result + [after.of(argument) for argument in arguments]


def fresh(call):
    return call() if callable(call) else copy.deepcopy(call)


def shown(call):
    text = ", ".join(repr(argument) for argument in fresh(call))
    return text if len(text) < 200 else text[:200] + "..."


def brief(outcome):
    text = json.dumps(outcome)
    return text if len(text) < 600 else text[:600] + "..."


def found(module, name):
    """A function, or a method as `Class.method`."""
    return functools.reduce(getattr, name.split("."), module)


def variables(module):
    """What calls so far have made of the module's variables."""
    portrait = Portrait()
    return [portrait.of(found(module, name))
            for name in getattr(module, "VARIABLES", ())]


def tables_of(corpus):
    return [("native", corpus.CALLS), ("fallback", corpus.FALLS_BACK),
            ("either", getattr(corpus, "EITHER", {}))]


def list_functions(corpus):
    examples = {}
    more = getattr(corpus, "EXAMPLES", {})
    for table, (_, calls) in zip(
            ("CALLS", "FALLS_BACK", "EITHER"), tables_of(corpus)):
        for name in calls:
            if name in examples:
                continue
            made = f"(lambda c: c() if callable(c) else c)({table}[{name!r}]"
            examples[name] = [
                f"{name}(*{made}[{i}]))" for i in range(more.get(name, 1))]
    excused = set(getattr(corpus, "MAY_BE_SKELETONS", []))
    print(json.dumps({
        "examples": [e for name in sorted(examples) for e in examples[name]],
        "required": sorted(set(corpus.CALLS) - excused)}))


def main(corpus_path, kernel_folder, *names):
    corpus = load("corpus", corpus_path)
    if kernel_folder == "--list":
        return list_functions(corpus)
    again = load("corpus_again", corpus_path)
    kernel = None
    if kernel_folder != "-":
        sys.path.insert(0, kernel_folder)
        import _kernel as kernel
    calls = 0
    problems = 0
    native = 0
    tables = tables_of(corpus)
    again_tables = dict(tables_of(again))
    own_arguments = getattr(corpus, "OWN_ARGUMENTS", False)
    excused = set(getattr(corpus, "MAY_BE_SKELETONS", []))
    functions = names or sorted({name for _, table in tables for name in table})
    if kernel:
        # Defaults that change must change alike: each has its own module.
        for name in kernel._statistics():
            kernel._set_original(name, found(again, name))
        functions = [name for name in functions if hasattr(kernel, name)]
    for name in functions:
        original = found(corpus, name)
        tested = getattr(kernel, name) if kernel else found(again, name)
        for wanted, table in tables:
            for number, call in enumerate(table.get(name, [])):
                calls += 1
                before = kernel._statistics()[name] if kernel else (0, 0)
                ours, theirs = fresh(call), fresh(call)
                if own_arguments:
                    theirs = fresh(again_tables[wanted][name][number])
                expected = outcome(original, ours)
                actual = outcome(tested, theirs)
                after = kernel._statistics()[name] if kernel else (0, 0)
                # Once more on what the first call made of its arguments.
                expected += outcome(original, ours)
                actual += outcome(tested, theirs)
                expected += unwatched(original, call)
                actual += unwatched(
                    tested, again_tables[wanted][name][number]
                    if own_arguments else call)
                expected += variables(corpus)
                actual += variables(again)
                fell_back = after[1] - before[1]
                native += kernel is not None and not fell_back
                problem = None
                if actual != expected:
                    problem = "differs"
                elif kernel and wanted == "native" and fell_back \
                        and name not in excused:
                    problem = "fell back"
                elif kernel and wanted == "fallback" and not fell_back:
                    problem = "did not fall back"
                elif not kernel and wanted == "native" and expected[0] == "raised":
                    problem = "raises, but is to run natively"
                if problem:
                    problems += 1
                    print(json.dumps({
                        "problem": problem, "function": name,
                        "table": wanted, "number": number,
                        "call": f"{name}({shown(call)})",
                        "expected": brief(expected), "actual": brief(actual)}), flush=True)
    print(json.dumps(
        {"calls": calls, "native": native, "problems": problems}))


main(*sys.argv[1:])
