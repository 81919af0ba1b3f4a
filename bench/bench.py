"""Measures what profiling costs beside other tools, and what kernels gain.

    python3 bench/bench.py --swiftlet .build/release/swiftlet [--quick]

Tables go to stdout as Markdown, all figures to a JSON file. Runs are
interleaved, so that a busy machine slows every tool alike; trust the ratios
more than the seconds. The other tools come from PyPI into a virtual
environment below .build.
"""

import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import kernels
import overhead

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = ["py-spy", "scalene", "pyinstrument"]
LIBRARIES = ["numpy", "numba"]


def prepare():
    """The Python of a virtual environment with everything that was found."""
    environment = ROOT / ".build" / "bench-venv"
    python = environment / "bin" / "python"
    if not (environment / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        for package in TOOLS + LIBRARIES:
            done = subprocess.run(
                [python, "-m", "pip", "install", "--quiet",
                 "--disable-pip-version-check", package])
            if done.returncode:
                print(f"bench: {package} cannot be installed; left out",
                      file=sys.stderr)
        (environment / "ready").touch()
    return str(python)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--quick", action="store_true",
                        help="one round of fewer scripts, to see that it runs")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", choices=["overhead", "kernels"])
    parser.add_argument("--json", default=".build/bench.json", metavar="FILE")
    options = parser.parse_args()
    options.swiftlet = os.path.abspath(options.swiftlet)
    if not os.access(options.swiftlet, os.X_OK):
        print(f"bench: no program at {options.swiftlet}: run make build, or"
              " name it with --swiftlet", file=sys.stderr)
        return 2
    rounds = 1 if options.quick else options.rounds
    random.seed(1)
    python = prepare()
    results = {"rounds": rounds}
    with tempfile.TemporaryDirectory() as folder:
        if options.only != "kernels":
            results["overhead"] = overhead.measure(
                options.swiftlet, python, ROOT / "Samples", folder, rounds,
                options.quick)
            print(overhead.table(results["overhead"]), flush=True)
        if options.only != "overhead":
            results["kernels"] = kernels.measure(
                options.swiftlet, python, ROOT / "Samples", folder, rounds)
            print(kernels.table(results["kernels"]), flush=True)
    with open(options.json, "w") as file:
        json.dump(results, file, indent=1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
