"""Runs the benchmarks of pyperformance under `swiftlet profile`.

Each is run once under plain python and once profiled; output, errors and exit
code must be the same. pyperformance comes from PyPI into a virtual
environment below .build: nothing of it is part of this project.

    python3 bench/compat.py --swiftlet .build/release/swiftlet
    python3 bench/compat.py --list
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent

# Benchmarks that need pure-Python packages besides the standard library.
PACKAGES = {
    "bm_chameleon": ["chameleon==4.6.0"],
    "bm_crypto_pyaes": ["pyaes==1.6.1"],
    "bm_docutils": ["docutils==0.18.1"],
    "bm_html5lib": ["html5lib==1.1", "six==1.16.0", "webencodings==0.5.1"],
    "bm_networkx": ["networkx==3.4.2"],
    "bm_sqlglot_v2": ["sqlglot==4.6.0"],
    "bm_sympy": ["mpmath==1.2.1", "sympy==1.8"],
    "bm_tomli_loads": ["tomli==2.0.1"],
    "bm_xdsl": ["xdsl==0.54.3"],
}

NOT_RUN = {
    "bm_asyncio_websockets": "needs websockets, with its C extension",
    "bm_coverage": "measures coverage's C tracer",
    "bm_dask": "needs dask's scheduler and its processes",
    "bm_django_template": "needs Django 3.2, which is older than Python 3.12",
    "bm_dulwich_log": "needs dulwich's C extension and a clone of a repository",
    "bm_fastapi": "needs pydantic, which is Rust",
    "bm_genshi": "needs genshi's C extension",
    "bm_hg_startup": "needs Mercurial; pyperformance has switched it off too",
    "bm_mako": "needs markupsafe's C extension",
    "bm_sphinx": "needs the sources of Python's documentation",
    "bm_sqlalchemy_declarative": "needs greenlet, which is C++",
    "bm_sqlalchemy_imperative": "needs greenlet, which is C++",
    "bm_tornado_http": "needs tornado's C extension",
    "bm_yaml": "needs PyYAML's C extension",
}


class Benchmark:
    """A variant of a benchmark: a script and its options."""

    def __init__(self, folder, description):
        self.folder = folder
        data = tomllib.loads(description.read_text())
        tool = data.get("tool", {}).get("pyperformance", {})
        self.name = tool.get("name") or folder.name.removeprefix("bm_")
        self.options = tool.get("extra_opts", [])
        script = tool.get("runscript", "run_benchmark.py")
        self.script = folder / script
        required = data.get("project", {}).get("requires-python", ">=3.8")
        self.first = tuple(
            int(part) for part in re.findall(r"\d+", required)[:2])

    def excuse(self, version, installed):
        if self.folder.name in NOT_RUN:
            return NOT_RUN[self.folder.name]
        if version < self.first:
            return "needs Python " + ".".join(map(str, self.first))
        missing = [
            package for package in PACKAGES.get(self.folder.name, [])
            if package.split("==")[0].lower() not in installed]
        if missing:
            return "not installed: " + ", ".join(missing)
        return None


def find_benchmarks(python):
    code = ("import pyperformance, os;"
            "print(os.path.dirname(pyperformance.__file__))")
    folder = subprocess.run(
        [python, "-c", code], capture_output=True, text=True)
    if folder.returncode:
        return None
    root = pathlib.Path(folder.stdout.strip()) / "data-files" / "benchmarks"
    return sorted(
        (Benchmark(path.parent, path) for path in root.glob("bm_*/*.toml")),
        key=lambda benchmark: benchmark.name)


def prepare(python):
    """A virtual environment with pyperformance and what it can use."""
    environment = ROOT / ".build" / "compat-venv"
    inside = environment / "bin" / "python"
    if not (environment / "ready").exists():
        subprocess.run([python, "-m", "venv", environment], check=True)
        install = [inside, "-m", "pip", "install", "--quiet",
                   "--disable-pip-version-check"]
        subprocess.run(
            install + ["pyperformance", "pyperf", "setuptools"], check=True)
        for packages in PACKAGES.values():
            subprocess.run(install + packages)
        (environment / "ready").touch()
    return str(inside)


def ask(python):
    code = ("import sys, importlib.metadata as m;"
            "print(*sys.version_info[:2]);"
            "print(*{d.name.lower() for d in m.distributions()})")
    lines = subprocess.run(
        [python, "-c", code], capture_output=True, text=True,
        check=True).stdout.splitlines()
    return tuple(map(int, lines[0].split())), set(lines[1].split())


def mask(text):
    """What differs between any two runs: process numbers and addresses."""
    text = re.sub(r"0x[0-9a-f]{6,}", "0x", text)
    return re.sub(r"\b(pid|Process)[ =-]\d+", r"\1", text)


def run(command, limit):
    """Output, errors, exit code and seconds."""
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    start = time.monotonic()
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, env=environment,
            stdin=subprocess.DEVNULL, timeout=limit, errors="replace")
    except subprocess.TimeoutExpired:
        return ("", f"still running after {limit} s", None, limit)
    seconds = time.monotonic() - start
    return mask(done.stdout), mask(done.stderr), done.returncode, seconds


def compare(benchmark, options, folder):
    script = [str(HERE / "benchmark_once.py"), str(benchmark.script),
              *benchmark.options]
    plain = run([options.python, *script], options.limit)
    if plain[2] != 0:
        last = plain[1].strip().splitlines() or ["exit code %s" % plain[2]]
        return "excused", "fails under plain python: " + last[-1], plain, plain
    profiled = run(
        [options.swiftlet, "profile", "--quiet", "--python", options.python,
         "-o", os.path.join(folder, "recording"), *script], options.limit)
    for index, what in [(2, "exit code"), (0, "stdout"), (1, "stderr")]:
        if plain[index] != profiled[index]:
            return ("different",
                    f"{what}: {plain[index]!r} became {profiled[index]!r}",
                    plain, profiled)
    return "same", "", plain, profiled


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python", default=None,
                        help="one that has pyperformance already")
    parser.add_argument("--only", nargs="+", metavar="NAME")
    parser.add_argument("--list", action="store_true",
                        help="say which are run, and why the others are not")
    parser.add_argument("--limit", type=float, default=120,
                        help="seconds for one run")
    parser.add_argument("--json", metavar="FILE")
    options = parser.parse_args()
    options.swiftlet = os.path.abspath(options.swiftlet)
    if not options.python:
        options.python = prepare(sys.executable)
    version, installed = ask(options.python)
    benchmarks = find_benchmarks(options.python)
    if benchmarks is None:
        print(f"compat: {options.python} has no pyperformance:"
              " install it with pip, or leave out --python", file=sys.stderr)
        return 2
    names = {benchmark.name for benchmark in benchmarks}
    unknown = sorted(set(options.only or []) - names)
    if unknown:
        print("compat: no benchmark is named " + ", ".join(unknown),
              file=sys.stderr)
        return 2
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for benchmark in benchmarks:
            if options.only and benchmark.name not in options.only:
                continue
            why = benchmark.excuse(version, installed)
            if why:
                results.append((benchmark.name, "excused", why, None))
            elif options.list:
                results.append((benchmark.name, "run", "", None))
            else:
                status, why, plain, profiled = compare(
                    benchmark, options, folder)
                seconds = (round(plain[3], 3), round(profiled[3], 3))
                results.append((benchmark.name, status, why, seconds))
            name, status, why, seconds = results[-1]
            times = f"{seconds[0]:7.2f} s {seconds[1]:7.2f} s" if seconds else ""
            print(f"{name:34} {status:10} {times} {why}", flush=True)
    if options.json:
        with open(options.json, "w") as file:
            json.dump([
                {"name": name, "status": status, "why": why,
                 "seconds": seconds}
                for name, status, why, seconds in results], file, indent=1)
    counts = {status: sum(result[1] == status for result in results)
              for status in ("same", "different", "excused")}
    if not options.list:
        print(", ".join(f"{count} {status}" for status, count in counts.items()))
    return 1 if counts["different"] else 0


if __name__ == "__main__":
    sys.exit(main())
