"""Times one function three ways in one process; prints JSON.

    python time_kernel.py CASE SCRIPT INSTALLED PACKAGE ROUNDS

Each way takes and gives what the script does: where Numba wants arrays, the
conversion there and back is part of its time. All run on one thread.
"""

import copy
import importlib
import importlib.util
import inspect
import json
import os
import random
import sys
import time


def load(path):
    spec = importlib.util.spec_from_file_location("sample", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample"] = module
    spec.loader.exec_module(module)
    return module


def arguments_of(case, sample):
    """The function's name and what to call it with."""
    if hasattr(sample, "FUNCTION"):
        return sample.FUNCTION, sample.arguments()
    if case == "rolling-score":
        return "rolling_score", [sample.read_sensor(7, 1_000_000)]
    if case == "power-sum":
        return "power_sum", [sample.daily_changes(1_000_000)]
    if case == "intervals":
        return "combine", [sample.make_intervals(1_000_000), 5]
    if case == "fibonacci":
        return "fibonacci", [27]
    return "blend", [sample.make_frame(1), sample.make_frame(2), 0.25]


def numba_way(case, function):
    """As one would use Numba on this function without changing its callers."""
    import numba
    import numpy as np

    if case in ("rolling-score", "power-sum"):
        compiled = numba.njit(function)
        return lambda values: compiled(np.array(values))
    if hasattr(sys.modules[function.__module__], "FUNCTION"):
        # The helper functions beside it are compiled as well.
        space = dict(function.__globals__)
        for name, value in list(space.items()):
            if inspect.isfunction(value) and name != "arguments":
                value = numba.njit(value)
                value.py_func.__globals__[name] = value
                space[name] = value
        return space[function.__name__]
    if case != "intervals":
        # Compiled under its own global name, which recursion needs.
        space = {"numba": numba}
        exec("@numba.njit\n" + inspect.getsource(function), space)
        return space[function.__name__]

    @numba.njit
    def combine(starts, ends, values, gap):
        combined = []
        first, last, total = starts[0], ends[0], values[0]
        for i in range(1, len(starts)):
            if starts[i] <= last + gap:
                if ends[i] > last:
                    last = ends[i]
                total += values[i]
            else:
                combined.append((first, last, total))
                first = starts[i]
                last = ends[i]
                total = values[i]
        combined.append((first, last, total))
        return combined

    def converted(intervals, gap):
        starts, ends, values = zip(*intervals)
        return combine(
            np.array(starts), np.array(ends), np.array(values), gap)

    return converted


def once(function, arguments, mutates):
    given = copy.deepcopy(arguments) if mutates else arguments
    start = time.process_time()
    result = function(*given)
    seconds = time.process_time() - start
    return seconds, given if mutates else result


def main(case, script, installed, package, rounds):
    os.environ["SWIFTLET_THREADS"] = "1"
    sample = load(script)
    name, arguments = arguments_of(case, sample)
    mutates = case == "array-loop" or hasattr(sample, "MUTATES")
    sys.path.insert(0, installed)
    kernel = getattr(importlib.import_module(package), name)
    ways = {"python": getattr(sample, name), "kernel": kernel}
    results = {}
    try:
        ways["numba"] = numba_way(case, getattr(load(script), name))
        once(ways["numba"], arguments, mutates)
    except Exception as error:
        ways.pop("numba", None)
        results["numba_failure"] = f"{type(error).__name__}: {error}"[:200]
    expected = repr(once(ways["python"], arguments, mutates)[1])
    if repr(once(kernel, arguments, mutates)[1]) != expected:
        raise SystemExit(f"the kernel of {name} is not equal")
    # The least CPU time tells most on a machine that does other things too.
    times = {way: [] for way in ways}
    for _ in range(int(rounds)):
        order = list(ways)
        random.shuffle(order)
        for way in order:
            for _ in range(1 if way == "python" else 5):
                times[way].append(once(ways[way], arguments, mutates)[0])
    results |= {way: min(t) for way, t in times.items()}
    print(json.dumps(results))


main(*sys.argv[1:])
