"""What sampling costs, measured within one process.

    python3 bench/overhead_toggled.py --swiftlet .build/release/swiftlet

Processors change their speed by more than sampling costs, from one run to the
next and within a run. Here the sampler is stopped and let go on, ten times a
second, while the script works on small equal pieces and times each: pieces
with the sampler beside those without, a tenth of a second apart. Given are the
median of these ratios, for CPU time and on the wall, with its standard error.
What starting the recorder costs is not in it (`bench/overhead.py`).
"""

import argparse
import bisect
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time

WINDOW = 0.1


def fibonacci(n=17):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


def floats():
    total = 0.0
    for i in range(20000):
        total += i * 0.5
    return total


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def plus(self, other):
        return Point(self.x + other.x, self.y + other.y)


def objects():
    point, step = Point(0, 0), Point(1, 2)
    for _ in range(4000):
        point = point.plus(step)
    return point


def tables():
    counts = {}
    for i in range(8000):
        counts[i % 97] = counts.get(i % 97, 0) + 1
    return counts


DOCUMENT = {"a": [1, 2.5, {"b": "c" * 20}] * 50}


def documents():
    for _ in range(2):
        json.loads(json.dumps(DOCUMENT))


def deep(depth=60):
    return deep(depth - 1) if depth else objects()


WORK = [fibonacci, floats, objects, tables, documents, deep]


def work(name, seconds, result):
    """In the process that is profiled: when each piece began, and its times."""
    function = {f.__name__: f for f in WORK}[name]
    pieces = []
    end = time.perf_counter() + seconds
    while True:
        began, cpu = time.perf_counter(), time.thread_time()
        if began > end:
            break
        function()
        cpu = time.thread_time() - cpu
        pieces.append((began, cpu, time.perf_counter() - began))
    with open(result, "w") as file:
        json.dump(pieces, file)


def mean(values):
    """Without the slowest tenth: what was interrupted by other programs."""
    values = sorted(values)
    return statistics.fmean(values[:max(1, len(values) * 9 // 10)])


def ratios(pieces, switches):
    """Of each window with the sampler to those around it, CPU and wall."""
    begins = [when for when, _ in switches]
    windows = {}
    for began, cpu, wall in pieces:
        index = bisect.bisect(begins, began) - 1
        if not 0 <= index < len(begins) - 1:
            continue
        # A hundredth to settle at either end.
        if began > begins[index] + 0.01 and \
                began + wall < begins[index + 1] - 0.01:
            windows.setdefault(index, []).append((cpu, wall))
    found = ([], [])
    for index in windows:
        if switches[index][1] and {index - 1, index + 1} <= windows.keys():
            for kind in (0, 1):
                here, before, after = (
                    mean([times[kind] for times in windows[i]])
                    for i in (index, index - 1, index + 1))
                found[kind].append(2 * here / (before + after))
    return found


def measure(options, name, rate, folder):
    result = os.path.join(folder, "pieces.json")
    process = subprocess.Popen(
        [options.swiftlet, "profile", "--quiet", "--rate", str(rate),
         "--python", options.python, "-o", os.path.join(folder, "recording"),
         os.path.abspath(__file__), "--work", name, str(options.seconds),
         result])
    switches, is_on = [], True
    end = time.perf_counter() + options.seconds - 1
    time.sleep(1)
    try:
        while time.perf_counter() < end:
            time.sleep(WINDOW)
            is_on = not is_on
            process.send_signal(signal.SIGCONT if is_on else signal.SIGSTOP)
            switches.append((time.perf_counter(), is_on))
    finally:
        process.send_signal(signal.SIGCONT)
        process.wait()
    with open(result) as file:
        return ratios(json.load(file), switches)


def figure(values):
    error = 1.25 * statistics.stdev(values) / len(values) ** 0.5
    return f"{statistics.median(values):.3f} ± {error:.3f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rates", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        name, seconds, result = options.work
        return work(name, float(seconds), result)
    options.swiftlet = os.path.abspath(options.swiftlet)
    heads = [f"{rate} Hz, {clock}" for rate in options.rates
             for clock in ("CPU", "wall")]
    print("| | " + " | ".join(heads) + " |\n|---|" + "---:|" * len(heads))
    everything = [[] for _ in heads]
    with tempfile.TemporaryDirectory() as folder:
        for function in WORK:
            cells = []
            for rate in options.rates:
                for values in measure(
                        options, function.__name__, rate, folder):
                    everything[len(cells)] += values
                    cells.append(figure(values))
            print(f"| {function.__name__} | " + " | ".join(cells) + " |",
                  flush=True)
    print("| **all** | " + " | ".join(map(figure, everything)) + " |")


if __name__ == "__main__":
    main()
