"""Holds profiles against programs whose shares are known by construction.

    python3 bench/accuracy.py --swiftlet .build/release/swiftlet [--seconds 10]

Prints, as Markdown, the total variation distance between each tool's shares
and the program's own measurement: 0 is exact, 1 has nothing in common; 0.02 is
two percentage points in the wrong place. Ends with 1 where Swiftlet is over
the limit.
"""

import argparse
import ast
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile

import accuracy_programs
import bench
import marked

CATEGORIES = {
    "Python": "interpreter", "Python libraries": "interpreter",
    "C code of the interpreter": "interpreterC", "Native code": "native",
}


def labels(source):
    """The label of each line that has one."""
    marks = enumerate(source.split("\n"), 1)
    return {number: line.split("# @")[1] for number, line in marks
            if "# @" in line}


def callees(source, lines):
    """The label of each line of a function that only one label calls."""
    functions = {
        node.name: node for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("run")
    }
    owners = {name: set() for name in functions}

    def visit(text, label):
        for name in re.findall(r"\b(\w+)\(", text):
            if name in functions and label not in owners[name]:
                owners[name].add(label)
                body = ast.unparse(functions[name].body)
                visit(body, label)

    text = source.split("\n")
    for number, label in lines.items():
        visit(text[number - 1], label)
    return {
        number: next(iter(owners[name]))
        for name, node in functions.items() if len(owners[name]) == 1
        for number in range(node.lineno, node.end_lineno + 1)
    }


def shares(times, names):
    total = sum(times.get(name, 0) for name in names)
    return {name: times.get(name, 0) / total if total else 0
            for name in names}


def distance(truth, found):
    names = truth.keys() | found.keys()
    return sum(abs(truth.get(n, 0) - found.get(n, 0)) for n in names) / 2


def swiftlet(options, python, command, lines):
    """Milliseconds by label, and by kind of code below labels."""
    subprocess.run(
        [options.swiftlet, "profile", "--quiet", "--python", python, "-o",
         "recording", *command], check=True, capture_output=True)
    subprocess.run(
        [options.swiftlet, "export", "--format", "firefox", "-o", "firefox",
         "recording"], check=True, capture_output=True)
    with open("firefox") as file:
        profile = json.load(file)
    shared = profile["shared"]
    frames, stacks = shared["frameTable"], shared["stackTable"]
    texts, sources = shared["stringArray"], shared["sources"]["filename"]
    categories = [c["name"] for c in profile["meta"]["categories"]]
    by_label, by_kind = {}, {}
    for thread in profile["threads"]:
        samples = thread["samples"]
        for stack, weight in zip(samples["stack"], samples["weight"]):
            kind, label = None, None
            while stack is not None and label is None:
                frame = stacks["frame"][stack]
                kind = kind or CATEGORIES[categories[frames["category"][frame]]]
                source = shared["funcTable"]["source"][frames["func"][frame]]
                if source is not None and texts[sources[source]].endswith(
                        "/program.py"):
                    label = lines.get(frames["line"][frame])
                stack = stacks["prefix"][stack]
            if label is not None:
                by_label[label] = by_label.get(label, 0) + weight
                by_kind[kind] = by_kind.get(kind, 0) + weight
    return by_label, by_kind


def py_spy(options, python, command, lines):
    tool = os.path.join(os.path.dirname(python), "py-spy")
    subprocess.run(
        [tool, "record", "-r", "1000", "-f", "raw", "-o", "spy", "--", python,
         *command], check=True, capture_output=True)
    found = {}
    for line in open("spy"):
        stack, count = line.rsplit(" ", 1)
        for frame in reversed(stack.split(";")):
            place = re.search(r"program\.py:(\d+)\)$", frame)
            label = lines.get(int(place[1])) if place else None
            if label is not None:
                found[label] = found.get(label, 0) + int(count)
                break
    return found, {}


def scalene(options, python, command, lines):
    # It gives a line what ran in it, and not what the line called.
    lines = {**callees(open(command[0]).read(), lines), **lines}
    subprocess.run(
        [python, "-m", "scalene", "run", "--cpu-only",
         "--cpu-sampling-rate", "0.001", "-o", "scalene.json", *command],
        check=True, capture_output=True)
    with open("scalene.json") as file:
        files = json.load(file)["files"]
    found = {}
    for path, entry in files.items():
        if not path.endswith("program.py"):
            continue
        for line in entry["lines"]:
            label = lines.get(line["lineno"])
            time = (line["n_cpu_percent_python"] + line["n_cpu_percent_c"]
                    + line["n_sys_percent"])
            if label is not None:
                found[label] = found.get(label, 0) + time
    return found, {}


TOOLS = {"swiftlet": swiftlet, "py-spy": py_spy, "Scalene": scalene}


def measure(options, python, name, tool):
    """Distances by label and by kind, or why there are none."""
    source = accuracy_programs.source(name)
    lines = labels(source)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            with open("program.py", "w") as file:
                file.write(source)
            found, by_kind = TOOLS[tool](
                options, python,
                ["program.py", str(options.seconds), "truth"], lines)
            with open("truth") as file:
                truth = json.load(file)
        except (OSError, subprocess.CalledProcessError) as error:
            why = getattr(error, "stderr", None)
            return None, None, why.decode()[-300:] if why else str(error)
        finally:
            os.chdir("/")
    of_labels = distance(shares(truth, truth), shares(found, truth))
    kinds = accuracy_programs.kinds(name)
    of_kinds = None
    if kinds and by_kind:
        times = {}
        for label, time in truth.items():
            times[kinds[label]] = times.get(kinds[label], 0) + time
        names = {"interpreter", "interpreterC", "native"}
        of_kinds = distance(shares(times, names), shares(by_kind, names))
    if options.verbose:
        print(tool, name, {k: round(v, 3) for k, v in
                           shares(truth, truth).items()},
              {k: round(v, 3) for k, v in shares(found, truth).items()},
              by_kind, file=sys.stderr)
    return of_labels, of_kinds, None


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--swiftlet", default=".build/release/swiftlet")
    parser.add_argument("--python", help="with NumPy, py-spy and Scalene")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--limit", type=float, default=0.02)
    parser.add_argument("--tools", nargs="+", choices=TOOLS,
                        default=list(TOOLS))
    parser.add_argument("--only", metavar="WORDS", default="",
                        help="programs with these words in their name")
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--document", metavar="FILE",
                        help="a document to put the table into, too")
    options = parser.parse_args()
    if options.document:
        options.document = os.path.abspath(options.document)
    options.swiftlet = os.path.abspath(options.swiftlet)
    python = options.python or bench.prepare()
    over, missing, lines = [], [], []

    def say(line):
        lines.append(line)
        print(line, flush=True)

    say("| program | " + " | ".join(
        ["swiftlet, kinds of code" if t == "kinds" else t
         for t in [*options.tools, "kinds"]]) + " |")
    say("|---|" + "---:|" * (len(options.tools) + 1))
    columns = {tool: [] for tool in options.tools}
    for name in accuracy_programs.PROGRAMS:
        if options.only not in name:
            continue
        cells, of_kinds = [], None
        for tool in options.tools:
            value, kinds, why = measure(options, python, name, tool)
            if why:
                missing.append(f"{tool} did not run “{name}”: {why}")
            if tool == "swiftlet":
                of_kinds = kinds
                if why or max(value, kinds or 0) > options.limit:
                    over.append(name)
            cells.append("—" if value is None else f"{value:.3f}")
            columns[tool] += [] if value is None else [value]
        cells.append("—" if of_kinds is None else f"{of_kinds:.3f}")
        say(f"| {name} | " + " | ".join(cells) + " |")
    for what, of in [("median", statistics.median), ("largest", max)]:
        cells = [f"{of(found):.3f}" if found else "—"
                 for found in columns.values()]
        say(f"| **{what}** | " + " | ".join(cells) + " | |")
    if options.document:
        marked.write(options.document, "accuracy", "\n".join(lines))
    print()
    for line in missing:
        print(line)
    print(f"{len(over)} over {options.limit}: {', '.join(over) or 'none'}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
