"""Times other compilers on the function and the calls that a kernel was for.

Arguments: journal, target, folder of the package's modules, its name, the
function, a scratch folder, folders for `sys.path`. Writes JSON: what each
compiler that is installed here made of the function as it stands, conversions
counted in each call, compiling told apart.
"""
import contextlib
import importlib
import importlib.metadata
import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import time

CALLS_LIMIT, TIMING_LIMIT, COMPILE_LIMIT = 20, 3, 120


def with_numba(source, name, scratch):
    import numba
    module = loaded(source, "plain_original")
    return numba.njit(getattr(module, name))


def extension(scratch, stem):
    found = sorted(pathlib.Path(scratch).glob(f"**/{stem}*.so"))
    if not found:
        raise RuntimeError("it built no module")
    return loaded(found[0], stem)


def run(command, scratch):
    done = subprocess.run(command, cwd=scratch, capture_output=True, text=True,
                          timeout=COMPILE_LIMIT)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise RuntimeError(lines[-1] if lines else "it failed")


def with_cython(source, name, scratch):
    stem = "by_cython"
    path = pathlib.Path(scratch, f"{stem}.py")
    path.write_text(pathlib.Path(source).read_text())
    run([sys.executable, "-m", "Cython.Build.Cythonize", "-i", "-3", "-q",
         path.name], scratch)
    return getattr(extension(scratch, stem), name)


def with_mypyc(source, name, scratch):
    stem = "by_mypyc"
    path = pathlib.Path(scratch, f"{stem}.py")
    path.write_text(pathlib.Path(source).read_text())
    run([sys.executable, "-m", "mypyc", path.name], scratch)
    # The module finds its shared part by import.
    sys.path.insert(0, scratch)
    return getattr(extension(scratch, stem), name)


COMPILERS = [("numba", "Numba", "numba", with_numba),
             ("Cython", "Cython", "Cython", with_cython),
             ("mypyc", "mypyc", "mypy", with_mypyc)]


def loaded(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def first_line(error):
    text = (str(error) or type(error).__name__).strip().splitlines()[0]
    return text if len(text) <= 160 else text[:157] + "..."


def measured(make, original, source, name, scratch, calls):
    answer = dict(status="failed", why="", seconds=None, compileSeconds=None)
    start = time.perf_counter()
    try:
        function = make(source, name, scratch)
        built = time.perf_counter() - start
        first = None
        for record in calls:
            expected = Outcome(original, rebuilt(record[5]))
            begin = time.perf_counter()
            found = Outcome(function, rebuilt(record[5]))
            spent = time.perf_counter() - begin
            first = spent if first is None else first
            if expected.error is None and found.error is not None:
                answer["why"] = first_line(found.error)
                return answer
            difference = expected.difference(found)
            if difference is not None:
                answer["status"] = "different"
                answer["why"] = "for %s %s" % (
                    call_text(name, rebuilt(record[5])),
                    difference.replace("the kernel", "it"))
                return answer
        answer["seconds"] = timed(function, calls)
        # Numba compiles in the first call.
        once = timed(function, calls[:1])
        answer["compileSeconds"] = built + max(first - once, 0)
        answer["status"] = "equal"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        answer["why"] = first_line(error)
    return answer


def timed(function, calls):
    """The shortest time of several rounds, for each call."""
    start = time.perf_counter()
    best = {}
    for _ in range(7):
        for index, record in enumerate(calls):
            values = rebuilt(record[5])
            begin = time.perf_counter()
            with contextlib.suppress(Exception):
                function(*values)
            spent = time.perf_counter() - begin
            best[index] = min(spent, best.get(index, spent))
        if time.perf_counter() - start > TIMING_LIMIT:
            break
    return sum(best.values())


def main(journal, target, folder, package, name, scratch, *paths):
    sys.path[:0] = [folder, *paths]
    answer = os.fdopen(os.dup(1), "w")
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    source = os.path.join(folder, package, "_original.py")
    original = getattr(loaded(source, "checked_original"), name)
    chosen = [record for _, record in zip(
        range(CALLS_LIMIT), calls(journal, int(target)))]
    found = []
    for module, title, distribution, make in COMPILERS:
        if importlib.util.find_spec(module) is None:
            continue
        one = dict(name=title, version=importlib.metadata.version(distribution))
        here = os.path.join(scratch, title)
        os.makedirs(here, exist_ok=True)
        one.update(measured(make, original, source, name, here, chosen))
        if one["status"] == "equal":
            one["originalSeconds"] = timed(original, chosen)
        found.append(one)
    json.dump(found, answer)
    answer.flush()
    os._exit(0)


main(*sys.argv[1:])
