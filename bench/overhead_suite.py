"""What profilers cost the benchmarks of pyperformance.

    python3 bench/overhead_suite.py --swiftlet .build/release/swiftlet

Each round runs every benchmark plainly and under each tool, in random order.
What counts is the time inside the benchmark: the median over the rounds of the
ratio to the plain run of the same round. The other tools come from PyPI.
"""

import argparse
import json
import math
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

import compat

HERE = pathlib.Path(__file__).resolve().parent
SECONDS = 1.0  # that a plain run takes, about

BENCHMARKS = [
    "chaos", "comprehensions", "crypto_pyaes", "deepcopy", "deltablue",
    "fannkuch", "float", "generators", "go", "hexiom", "json_dumps",
    "logging", "mdp", "nbody", "nqueens", "pickle_pure_python", "pyflate",
    "raytrace", "regex_compile", "richards", "spectral_norm", "telco",
    "tomli_loads", "unpack_sequence",
]


def tools(options):
    folder = os.path.dirname(options.python)
    swiftlet = [options.swiftlet, "profile", "--quiet", "--python",
                options.python, "-o", "recording", "--rate"]
    found = {
        "swiftlet, 1 kHz": [*swiftlet, "1000"],
        "swiftlet, 10 kHz": [*swiftlet, "10000"],
    }
    if not options.alone:
        found["py-spy, 1 kHz"] = [
            os.path.join(folder, "py-spy"), "record", "-r", "1000", "-f",
            "raw", "-o", "spy", "--", options.python]
        found["Scalene, CPU only"] = [
            options.python, "-m", "scalene", "run", "--cpu-only", "-o",
            "scalene.json"]
    return found


def run(command, benchmark, times):
    """Seconds on the wall and of the CPU; None where it failed."""
    result = "seconds"
    if os.path.exists(result):
        os.remove(result)
    try:
        subprocess.run(
            [*command, str(HERE / "benchmark_timed.py"), result, str(times),
             str(benchmark.script), *benchmark.options],
            capture_output=True, timeout=120)
        with open(result) as file:
            return json.load(file)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def calibrate(python, benchmark):
    """How many times take about SECONDS."""
    times = 1
    while times < 1 << 20:
        seconds = run([python], benchmark, times)
        if seconds is None or seconds[0] == 0:
            return None
        if seconds[0] >= SECONDS / 4:
            return max(1, round(times * SECONDS / seconds[0]))
        times *= 4
    return times


def table(ratios, names):
    lines = ["| benchmark | " + " | ".join(names) + " |",
             "|---|" + "---:|" * len(names)]
    medians = {name: [] for name in names}
    for benchmark, found in ratios.items():
        cells = []
        for name in names:
            if found[name]:
                medians[name].append(statistics.median(found[name]))
                cells.append(f"{medians[name][-1]:.3f}")
            else:
                cells.append("—")
        lines.append(f"| {benchmark} | " + " | ".join(cells) + " |")
    means = [f"{math.exp(statistics.fmean(map(math.log, m))):.3f}" if m
             else "—" for m in medians.values()]
    middle = [f"{statistics.median(m):.3f}" if m else "—"
              for m in medians.values()]
    lines.append("| **median** | " + " | ".join(middle) + " |")
    lines.append("| **geometric mean** | " + " | ".join(means) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python", default=None,
                        help="one that has pyperformance and the tools")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", nargs="+", metavar="NAME",
                        default=BENCHMARKS)
    parser.add_argument("--alone", action="store_true",
                        help="without the other tools")
    parser.add_argument("--cpu", action="store_true",
                        help="ratios of CPU time: on a busy machine"
                        " steadier, and blind to pauses")
    parser.add_argument("--json", default=".build/overhead.json",
                        metavar="FILE")
    options = parser.parse_args()
    options.swiftlet = os.path.abspath(options.swiftlet)
    kept = os.path.abspath(options.json)
    if not options.python:
        options.python = compat.prepare(sys.executable)
        subprocess.run(
            [options.python, "-m", "pip", "install", "--quiet",
             "--disable-pip-version-check", "py-spy", "scalene"])
    benchmarks = {b.name: b for b in compat.find_benchmarks(options.python)}
    commands = tools(options)
    clock = 1 if options.cpu else 0
    ratios, raw = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        planned = {}
        for name in options.only:
            times = name in benchmarks and calibrate(
                options.python, benchmarks[name])
            if times:
                planned[name] = times
                ratios[name] = {tool: [] for tool in commands}
            else:
                print(f"{name} does not run here", file=sys.stderr)
        for number in range(options.rounds):
            print(f"round {number + 1}", file=sys.stderr, flush=True)
            for name, times in planned.items():
                order = ["plain", *commands]
                random.shuffle(order)
                seconds = {
                    tool: run(commands.get(tool, [options.python]),
                              benchmarks[name], times)
                    for tool in order}
                raw.setdefault(name, []).append(seconds)
                for tool in commands:
                    if seconds["plain"] and seconds[tool]:
                        ratios[name][tool].append(
                            seconds[tool][clock] / seconds["plain"][clock])
            with open(kept, "w") as file:
                json.dump(raw, file, indent=1)
    print(table(ratios, list(commands)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
