"""Proves the programs of pyperformance that are written in Python alone.

    python3 bench/programs.py --swiftlet .build/release/swiftlet [NAMES...]

Each benchmark is copied as it is into a folder of its own, beside a stand-in
for pyperf that calls what it hands over a few times, and given to `swiftlet
prove`. Printed is a table of what became a kernel and how much it gained, and
of what did not, and why. pyperformance comes from PyPI into a virtual
environment below .build: nothing of it is part of this project.
"""

import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

import compat

STAND_IN = pathlib.Path(__file__).resolve().parent / "pyperformance"

# What is neither waiting, nor the work of a library in C, nor the start of
# another program; with the packages that are the program's own code.
PROGRAMS = {
    "barnes_hut": [], "bpe_tokeniser": [], "chaos": [], "comprehensions": [],
    "coroutines": [], "crypto_pyaes": ["pyaes"], "deltablue": [],
    "fannkuch": [], "float": [], "generators": [], "go": [], "hexiom": [],
    "mdp": [], "meteor_contest": [], "nbody": [], "nqueens": [],
    "pidigits": [], "pyflate": [], "raytrace": [], "richards": [],
    "richards_super": [], "scimark": [], "spectral_norm": [],
    "tomli_loads": ["tomli"], "unpack_sequence": [],
}

# Long enough for a profile, and for times that can be told apart.
SECONDS = 1.5
MOST_ROUNDS = 60


HEADING = """# pyperformance's programs

What `make programs` found out under CPython {version}: each benchmark of \
[pyperformance](https://github.com/python/pyperformance) that is written in \
Python alone is given to `swiftlet prove`, unchanged. A row is a hot loop: \
the function that became a kernel and what it gained, conversions included, \
or what stood in the way. The gain of the run has everything in it.

"""


def version(python):
    done = subprocess.run([python, "-V"], capture_output=True, text=True)
    return done.stdout.split()[-1]


def run(command, folder, limit, rounds=1):
    environment = {**os.environ, "PYTHONHASHSEED": "0",
                   "SWIFTLET_ROUNDS": str(rounds)}
    start = time.monotonic()
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True,
            text=True, errors="replace", stdin=subprocess.DEVNULL,
            timeout=limit)
    except subprocess.TimeoutExpired:
        return None, limit
    return done, time.monotonic() - start


def copy(name, benchmarks, python, folder):
    shutil.copytree(benchmarks / f"bm_{name}", folder)
    shutil.copy(STAND_IN / "pyperf.py", folder)
    for package in PROGRAMS[name]:
        code = f"import {package}; print({package}.__file__)"
        done = subprocess.run([python, "-c", code], capture_output=True,
                              text=True, check=True)
        shutil.copytree(pathlib.Path(done.stdout.strip()).parent,
                        folder / package)


def prove(options, name, folder):
    """Rows of the table: one for each hot loop that was tried."""
    main = "run_benchmark.py"
    done, seconds = run([options.python, main], folder, options.limit)
    if done is None or done.returncode:
        last = done.stderr.strip().splitlines()[-1:] if done else ["too long"]
        return [{"program": name, "status": "not run", "why": "".join(last)}]
    rounds = min(MOST_ROUNDS, max(1, math.ceil(SECONDS / seconds)))
    done, _ = run(
        [options.swiftlet, "prove", "--quiet", "--python", options.python,
         "--json", "proof.json", main], folder, options.limit * 10, rounds)
    proof = folder / "proof.json"
    if done is None or not proof.exists():
        why = done.stderr.strip().splitlines()[-1:] if done else ["too long"]
        return [{"program": name, "status": "failed", "why": "".join(why)}]
    proof = json.loads(proof.read_text())
    if options.verbose:
        print(json.dumps(proof, indent=1), file=sys.stderr)
    rows = []
    whole = None
    if proof["after_seconds"]:
        whole = proof["before_seconds"] / proof["after_seconds"]
    for kernel in proof["kernels"]:
        rows.append({
            "program": name, "function": kernel["function"],
            "status": kernel["status"], "why": kernel["why"],
            "speedup": kernel["speedup"],
            "whole": whole})
    return rows or [{"program": name, "status": "no hotspot", "why": ""}]


def table(rows):
    lines = ["| program | function | | gain of a call | of the run | |",
             "|---|---|---|---:|---:|---|"]

    def factor(value):
        if value is None:
            return ""
        return f"{value:.1f}" if value < 10 else f"{value:.0f}"

    for row in rows:
        function = row.get("function")
        kept = row["status"] == "kept"
        lines.append("| " + " | ".join([
            row["program"], f"`{function}`" if function else "",
            row["status"], factor(row.get("speedup")),
            factor(row.get("whole")) if kept else "",
            "" if kept else (row.get("why") or "").replace("|", "\\|")]) + " |")
    gains = [math.log(row["speedup"]) for row in rows
             if row["status"] == "kept" and row["speedup"]]
    programs = {row["program"] for row in rows}
    kept = {row["program"] for row in rows if row["status"] == "kept"}
    lines += ["", f"{len(kept)} of {len(programs)} programs have a kernel"
              + (f"; the geometric mean of {len(gains)} gains is "
                 f"{math.exp(sum(gains) / len(gains)):.1f}" if gains else "")
              + "."]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python", help="one that has pyperformance already")
    parser.add_argument("--limit", type=float, default=60,
                        help="seconds for one plain run")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--write", metavar="FILE",
                        help="writes the table there, with a heading")
    parser.add_argument("--keep", metavar="FOLDER",
                        help="where the programs are copied to, and stay")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("names", nargs="*", metavar="NAME")
    options = parser.parse_args()
    options.swiftlet = os.path.abspath(options.swiftlet)
    if not options.python:
        options.python = compat.prepare(sys.executable)
    unknown = sorted(set(options.names) - set(PROGRAMS))
    if unknown:
        print("programs: none is named " + ", ".join(unknown), file=sys.stderr)
        return 2
    found = compat.find_benchmarks(options.python)
    if not found:
        print(f"programs: {options.python} has no pyperformance: install it "
              "with pip, or leave out --python", file=sys.stderr)
        return 2
    benchmarks = found[0].folder.parent
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(options.keep or scratch).resolve()
        work.mkdir(exist_ok=True)
        for name in options.names or sorted(PROGRAMS):
            folder = work / name
            shutil.rmtree(folder, ignore_errors=True)
            try:
                copy(name, benchmarks, options.python, folder)
                found = prove(options, name, folder)
            except (OSError, subprocess.CalledProcessError) as error:
                found = [{"program": name, "status": "not run",
                          "why": str(error).splitlines()[-1]}]
            rows += found
            for row in found:
                print("programs:", *(str(row[key]) for key in [
                    "program", "function", "status", "speedup", "whole", "why"]
                    if row.get(key)), file=sys.stderr, flush=True)
    print(table(rows))
    if options.write:
        pathlib.Path(options.write).write_text(
            HEADING.format(version=version(options.python)) + table(rows)
            + "\n")
    if options.json:
        with open(options.json, "w") as file:
            json.dump(rows, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
