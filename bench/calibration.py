"""Holds predicted speedups against proved ones.

    python3 bench/calibration.py --swiftlet .build/release/swiftlet [NAMES...]

Proves the samples and the scripts that are labelled `port`, and compares, for
each kernel that was measured, what the advice on the very same run predicted:
the gain of the hotspot, and the time of the whole run. An interval is right
where the measured value lies in it.

`--json FILE` keeps what was measured, script by script, and goes on from what
is there; `--document FILE` puts the table into a page in place of the old one.
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

import verdicts

ROOT = pathlib.Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "Samples"


def scripts(names):
    """What to prove: a name, and what copies it and gives its main file."""
    found = []
    for folder in sorted(SAMPLES.iterdir()):
        if (folder / "main.py").exists():
            found.append((folder.name, folder))
    for name in sorted(os.listdir(verdicts.SET)):
        script = verdicts.Script(name)
        if script.label == "port" and not script.inline:
            found.append((name.removesuffix(".py"), script))
    return [(name, what) for name, what in found
            if not names or any(part in name for part in names)]


def copy(what, folder):
    if isinstance(what, verdicts.Script):
        what.copy(folder)
        return what.main
    shutil.copytree(what, folder)
    return "main.py"


def run(command, folder, seconds=600):
    try:
        return subprocess.run(command, cwd=folder, capture_output=True,
                              text=True, timeout=seconds,
                              stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return None


def measure(swiftlet, python, name, what, folder):
    """One row for each kernel of the script that was measured."""
    main = copy(what, folder)
    done = run([swiftlet, "prove", "--quiet", "--python", python, "--json",
                "proof.json", main], folder)
    if done is None or not (folder / "proof.json").exists():
        reason = "takes too long" if done is None else done.stderr.strip()
        print(f"calibration: {name}: {reason[-200:]}", file=sys.stderr)
        return []
    proof = json.loads((folder / "proof.json").read_text())
    advice = run([swiftlet, "advise", "--format", "json"], folder)
    report = json.loads(advice.stdout)
    rows = []
    kept = [k for k in proof["kernels"] if k["status"] == "kept"]
    for kernel in proof["kernels"]:
        hotspot = next((h for h in report["hotspots"]
                        if h["id"] == kernel["hotspot"]), None)
        if kernel["speedup"] is None or not (hotspot and hotspot["prediction"]):
            continue
        # One kernel, and the prediction speaks of the whole run too.
        alone = len(kept) == 1 and kernel in kept and proof["after_seconds"]
        rows.append({
            "script": name, "function": kernel["function"],
            "verdict": hotspot["verdict"], "status": kernel["status"],
            "predicted": hotspot["prediction"]["speedup"],
            "proved": kernel["speedup"],
            "run_predicted": [
                hotspot["prediction"]["seconds_now"] / s for s in
                reversed(hotspot["prediction"]["seconds_after"])],
            "run_proved": proof["before_seconds"] / proof["after_seconds"]
            if alone else None,
        })
    return rows


def inside(value, interval):
    return interval[0] <= value <= interval[1]


def off(rows, predicted, proved):
    """The geometric mean of proved over the middle of the prediction, and the
    typical factor between the two."""
    logs = [math.log(row[proved] / math.sqrt(math.prod(row[predicted])))
            for row in rows if row[proved]]
    if not logs:
        return None
    mean = sum(logs) / len(logs)
    spread = math.sqrt(sum(log * log for log in logs) / len(logs))
    return math.exp(mean), math.exp(spread)


def factor(value):
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"


def table(rows):
    lines = ["| script | function | predicted | proved | | run, predicted | "
             "run, proved | |", "|---|---|---:|---:|---|---:|---:|---|"]
    for row in rows:
        cells = [row["script"], f"`{row['function']}`"]
        for predicted, proved in [("predicted", "proved"),
                                  ("run_predicted", "run_proved")]:
            low, high = row[predicted]
            if row[proved] is None:
                cells += ["", "", ""]
                continue
            # Below a tenth two numbers read alike.
            cells += [f"{factor(low)} to {factor(high)}", factor(row[proved]),
                      "inside" if inside(row[proved], row[predicted])
                      else "above" if row[proved] > high else "below"]
        lines.append("| " + " | ".join(cells) + " |")
    lines.append("")
    for what, predicted, proved in [("kernels", "predicted", "proved"),
                                    ("runs", "run_predicted", "run_proved")]:
        measured = [row for row in rows if row[proved]]
        found = off(measured, predicted, proved)
        if not found:
            continue
        hits = sum(inside(row[proved], row[predicted]) for row in measured)
        lines.append(
            f"{hits} of {len(measured)} {what} within the predicted interval; "
            f"proved over the middle of the prediction: {found[0]:.2f} in the "
            f"geometric mean, typically off by a factor of {found[1]:.1f}.\n")
    return "\n".join(lines)


def write_table(document, text):
    """From the table's head to the last of the lines that sum it up."""
    page = document.read_text()
    start = page.index("| script |")
    last = page.rindex("typically off by")
    end = page.index("\n", last) + 1
    document.write_text(page[:start] + text + page[end:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python")
    parser.add_argument("--json", metavar="FILE", type=pathlib.Path)
    parser.add_argument("--document", metavar="FILE", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    swiftlet = os.path.abspath(options.swiftlet)
    python = options.python or verdicts.prepare()
    measured = {}
    if options.json and options.json.exists():
        measured = json.loads(options.json.read_text())
    with tempfile.TemporaryDirectory() as temporary:
        for name, what in scripts(options.names):
            if name in measured:
                continue
            measured[name] = measure(swiftlet, python, name, what,
                                     pathlib.Path(temporary) / name)
            if options.json:
                options.json.write_text(json.dumps(measured, indent=1))
    text = table([row for rows in measured.values() for row in rows])
    print(text)
    if options.document:
        write_table(options.document, text)


if __name__ == "__main__":
    main()
