"""What each profiler costs a script: whole command, and inside the script."""

import os
import random
import shutil
import statistics
import subprocess
import time

SCRIPTS = ["rolling-score", "power-sum", "fibonacci", "shop-close"]

# Runs the sample's main() and notes how long that took, seen from inside.
TIMED = """\
import sys, time
import sample
start = time.perf_counter()
sample.main()
with open(sys.argv[1], "w") as file:
    file.write(str(time.perf_counter() - start))
"""


def commands(swiftlet, python):
    """Each tool's command line up to the script; None where it is missing."""
    binaries = os.path.dirname(python)

    def tool(name, *arguments):
        path = os.path.join(binaries, name)
        return [path, *arguments] if os.access(path, os.X_OK) else None

    def swift(rate):
        return [swiftlet, "profile", "--quiet", "--python", python, "--rate",
                str(rate), "-o", "recording"]

    def spy(rate, *more):
        return tool("py-spy", "record", "-r", str(rate), *more, "-f", "raw",
                    "-o", "spy.txt", "--", python)

    has_pyinstrument = tool("pyinstrument") is not None
    has_scalene = tool("scalene") is not None
    return {
        "plain python": [python],
        "swiftlet 1 kHz": swift(1000),
        "swiftlet 10 kHz": swift(10000),
        "py-spy 100 Hz": spy(100),
        "py-spy 1 kHz": spy(1000),
        "py-spy 1 kHz, native": spy(1000, "--native"),
        "Scalene, CPU": [python, "-m", "scalene", "run", "--cpu-only", "-o",
                         "scalene.json"] if has_scalene else None,
        "pyinstrument": [python, "-m", "pyinstrument", "-r", "text", "-o",
                         "pyinstrument.txt"] if has_pyinstrument else None,
        "cProfile": [python, "-m", "cProfile", "-o", "cprofile.out"],
    }


def run(command, folder):
    """Seconds of the command and of the script in it, or why it failed."""
    inside = os.path.join(folder, "inside")
    if os.path.exists(inside):
        os.remove(inside)
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "timed.py", "inside"], cwd=folder, capture_output=True,
        text=True)
    seconds = time.perf_counter() - start
    if not os.path.exists(inside):
        lines = (done.stderr or done.stdout).strip().splitlines()
        return None, lines[-1] if lines else f"exit code {done.returncode}"
    with open(inside) as file:
        return (seconds, float(file.read())), None


def measure(swiftlet, python, samples, folder, rounds, quick=False):
    tools = commands(swiftlet, python)
    results = {}
    for script in SCRIPTS[:1] if quick else SCRIPTS:
        work = os.path.join(folder, script)
        os.makedirs(work)
        shutil.copy(samples / script / "main.py", f"{work}/sample.py")
        with open(f"{work}/timed.py", "w") as file:
            file.write(TIMED)
        times = {name: [] for name in tools}
        failures = {name: "not installed"
                    for name, command in tools.items() if command is None}
        for _ in range(rounds):
            order = [name for name in tools if name not in failures]
            random.shuffle(order)
            for name in order:
                pair, failure = run(tools[name], work)
                if failure:
                    failures[name] = failure
                else:
                    times[name].append(pair)
        results[script] = {"failures": failures, "tools": {
            name: {"command": statistics.median(p[0] for p in pairs),
                   "inside": statistics.median(p[1] for p in pairs)}
            for name, pairs in times.items() if pairs}}
    return results


def table(results):
    lines = ["", "## Overhead", "",
             "Ratios to plain Python: the whole command / inside the script.",
             "", "| tool | " + " | ".join(results) + " |",
             "|---|" + "---:|" * len(results)]
    names = []
    for result in results.values():
        names += [n for n in [*result["tools"], *result["failures"]]
                  if n not in names]
    for name in names:
        cells = []
        for result in results.values():
            plain = result["tools"].get("plain python")
            found = result["tools"].get(name)
            if not found or not plain:
                cells.append("—")
            elif name == "plain python":
                cells.append(f"{plain['command']:.2f} s")
            else:
                cells.append(
                    f"{found['command'] / plain['command']:.3f}"
                    f" / {found['inside'] / plain['inside']:.3f}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    for script, result in results.items():
        for name, why in result["failures"].items():
            lines.append(f"\n{name} did not run on {script}: {why}")
    return "\n".join(lines)
