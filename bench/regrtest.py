"""Runs CPython's own regression tests under `swiftlet profile`.

Each test file is run once under plain python and, where it passes there, once
profiled: it must pass again. One that fails gets a second chance, because some
of them depend on the time of day and the load of the machine.

    python3 bench/regrtest.py --swiftlet .build/release/swiftlet
    python3 bench/regrtest.py --python python3.12 --only test_os test_signal

The tests are those of the interpreter: Debian has them in the packages
libpython3.N-testsuite; a Python built from source has them anyway.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import marked

# What cannot hold, and why.
NOT_HELD = {
    "test_gdb": "runs Python under a debugger, which stops at our signal",
    "test_regrtest": "runs the test runner itself, for many minutes",
    "test_tools": "tests programs that are not installed",
}


def ask(python):
    """The names of the test files that a Python has."""
    code = ("import pathlib, test; print(pathlib.Path(test.__file__).parent)")
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    if done.returncode:
        return None
    folder = pathlib.Path(done.stdout.strip())
    files = {path.stem for path in folder.glob("test_*.py")}
    packages = {path.parent.name for path in folder.glob("test_*/__init__.py")}
    return sorted(files | packages)


def run(command, name, limit):
    """Whether a test file passed, what it last said, and the seconds."""
    arguments = ["-m", "test", "--timeout", str(limit), name]
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "TMPDIR": folder}
        try:
            done = subprocess.run(
                command + arguments, capture_output=True, text=True,
                cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                timeout=limit + 30, errors="replace")
            code, text = done.returncode, done.stdout + done.stderr
        except subprocess.TimeoutExpired:
            code, text = None, f"still running after {limit} s"
    return code == 0, text, time.monotonic() - start


def compare(name, options):
    if name in NOT_HELD:
        return name, "excused", NOT_HELD[name], None
    passed, text, before = run([options.python], name, options.limit)
    if not passed:
        return name, "excused", "fails under plain python", None
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            profiled = [
                options.swiftlet, "profile", "--quiet", "--python",
                options.python, "-o", os.path.join(folder, "recording")]
            passed, text, after = run(profiled, name, options.limit)
        if passed:
            return name, "same", "", (before, after)
    return name, "different", text, (before, after)


def line_of(text):
    """The last line, without the addresses that differ from run to run."""
    lines = text.strip().splitlines()
    return re.sub(r"0x[0-9a-f]+", "0x…", lines[-1]) if lines else ""


def document(version, results):
    """What was found, as Markdown."""
    by_status = {status: [r for r in results if r["status"] == status]
                 for status in ("same", "different", "excused")}
    alone = [r for r in by_status["excused"] if r["name"] not in NOT_HELD]
    held = len(by_status["same"]) + len(by_status["different"])
    lines = [
        f"### CPython {version}", "",
        f"{len(results)} test files. {held} pass under plain Python here, and"
        f" {len(by_status['same'])} of those pass under `swiftlet profile`."
        f" {len(alone)} fail, or take too long, on this machine under plain"
        " Python, too, and say nothing.", ""]
    rows = [(r, "**differs**", line_of(r["why"]))
            for r in by_status["different"]]
    rows += [(r, "not run", r["why"]) for r in by_status["excused"]
             if r["name"] in NOT_HELD]
    if rows:
        lines += ["| test file | | why |", "|---|---|---|"]
        lines += [f"| {r['name']} | {what} | {NOT_HELD.get(r['name'], why)} |"
                  for r, what, why in rows]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--shard", metavar="I/N", default="1/1",
                        help="every Nth test file, from the Ith on")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--limit", type=int, default=300,
                        help="seconds for one test file")
    parser.add_argument("--json", metavar="FILE", help="where results are kept")
    parser.add_argument("--document", nargs="+", metavar="FILE",
                        help="a document, and results to put into it:"
                        " nothing is run")
    options = parser.parse_args()
    if options.document:
        path, *files = options.document
        texts = []
        for name in files:
            kept = json.loads(pathlib.Path(name).read_text())
            texts.append(document(kept["python"], kept["results"]))
        marked.write(path, "regrtest", "\n\n".join(texts))
        return 0
    options.swiftlet = os.path.abspath(options.swiftlet)
    names = ask(options.python)
    if not names:
        print(f"regrtest: {options.python} has no test package: install"
              " libpython3.N-testsuite, or name another with --python",
              file=sys.stderr)
        return 2
    unknown = sorted(set(options.only or []) - set(names))
    if unknown:
        print("regrtest: no test is named " + ", ".join(unknown),
              file=sys.stderr)
        return 2
    shard, of = map(int, options.shard.split("/"))
    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        wanted = (options.only or names)[shard - 1::of]
        running = [pool.submit(compare, name, options) for name in wanted]
        for future in concurrent.futures.as_completed(running):
            name, status, why, seconds = future.result()
            results.append({"name": name, "status": status, "why": why,
                            "seconds": seconds})
            times = "%7.2f s %7.2f s" % seconds if seconds else " " * 19
            print(f"{name:28} {status:10} {times} {line_of(why)}", flush=True)
    results.sort(key=lambda result: result["name"])
    if options.json:
        version = subprocess.run(
            [options.python, "-c", "import platform;"
             "print(platform.python_version())"],
            capture_output=True, text=True, check=True).stdout.strip()
        with open(options.json, "w") as file:
            json.dump({"python": version, "results": results}, file, indent=1)
    counts = {status: sum(result["status"] == status for result in results)
              for status in ("same", "different", "excused")}
    print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
