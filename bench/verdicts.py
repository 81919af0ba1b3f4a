"""Holds the advice against scripts that people have labelled.

    python3 bench/verdicts.py --swiftlet .build/release/swiftlet [NAMES...]

Each script of Tests/VerdictSet says in comments what an expert would:

    # label: stay (io)     the verdict and its reason
    ...  # HOT             the line where the hot loop, or function, starts;
                           several where they do not differ
    # history: 14          so many commits changed these lines lately
    # run: -c              run as inline code

Scripts run in a copy of their own, away from this repository's git. Prints a
confusion matrix and every miss; the exit code is 1 where fewer than 95 % are
right, hot lines are wrong, or `port` is advised for a script that is labelled
otherwise. `--recordings DIR` keeps the recordings, and uses those that are
there already.
"""

import argparse
import ast
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SET = ROOT / "Tests" / "VerdictSet"
# What the scripts import besides the standard library.
PACKAGES = ["numpy", "pandas"]
ENVIRONMENT = ROOT / ".build" / "verdict-venv"


class Script:
    def __init__(self, name):
        self.name = name
        path = SET / name
        self.main = "main.py" if path.is_dir() else path.name
        self.files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        self.folder = path if path.is_dir() else None
        text = (path / "main.py" if path.is_dir() else path).read_text()

        def note(key):
            found = re.search(rf"^# {key}: (.+)$", text, re.M)
            return found and found[1]

        self.label = note("label")
        self.commits = int(note("history") or 0)
        self.inline = note("run") == "-c"
        self.needs = {p for p in PACKAGES for file in self.files
                      if re.search(rf"^import {p}", file.read_text(), re.M)}

    def hot_lines(self):
        """Of each marked place its file's name, first and last line."""
        places = []
        for file in self.files:
            text = file.read_text()
            for number, line in enumerate(text.splitlines(), 1):
                if not line.endswith("# HOT"):
                    continue
                nodes = [node for node in ast.walk(ast.parse(text))
                         if getattr(node, "lineno", None) == number
                         and isinstance(node, (ast.For, ast.While, ast.AsyncFor,
                                               ast.FunctionDef, ast.ListComp))]
                node = max(nodes, key=lambda node: node.end_lineno)
                places.append((file.name, [node.lineno, node.end_lineno]))
        return places

    def copy(self, folder):
        folder.mkdir(parents=True)
        if self.folder:
            shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        else:
            shutil.copy(self.files[0], folder)
        if self.commits:
            self.make_history(folder / self.main)

    def make_history(self, path):
        """Commits that each change the hot lines, all of them recent."""
        environment = dict(
            os.environ, GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org",
            GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org",
            GIT_CONFIG_GLOBAL=os.devnull)

        def git(*arguments):
            subprocess.run(["git", *arguments], cwd=path.parent, check=True,
                           env=environment, stdout=subprocess.DEVNULL)

        final = path.read_text()
        git("init", "-q")
        for k in range(self.commits):
            last = k + 1 == self.commits
            path.write_text(final if last else final.replace(
                "  # HOT\n", f"  # HOT {k}\n"))
            git("add", path.name)
            git("commit", "-q", "-m", f"Change {k}")


def record(swiftlet, python, script, folder):
    recording = folder / "run.swiftlet"
    if recording.exists():
        return recording
    shutil.rmtree(folder, ignore_errors=True)
    script.copy(folder)
    target = ([script.main] if not script.inline
              else ["-c", (folder / script.main).read_text()])
    done = subprocess.run(
        [swiftlet, "profile", "--quiet", "--python", python,
         "-o", recording, *target],
        cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"verdicts: {script.name}: {done.stderr.strip()}")
    return recording


def advise(swiftlet, recording):
    done = subprocess.run(
        [swiftlet, "advise", "--format", "json", recording],
        cwd=recording.parent, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"verdicts: {recording}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def label_of(advice):
    reason = advice["reason"]
    return advice["verdict"] + (f" ({reason})" if reason else "")


def judge(script, report):
    """The verdict, and what is wrong with it, in words."""
    verdict = label_of(report["conclusion"])
    faults = []
    if verdict != script.label:
        faults.append(f"labelled {script.label}, got {verdict}")
    hot = script.hot_lines()
    if hot:
        places = [(pathlib.Path(h["file"]).name, h["lines"])
                  for h in report["hotspots"][:1]]
        if script.inline:
            places = [(script.main, lines) for _, lines in places]
        if not any(place in places for place in hot):
            faults.append(f"hot lines are {hot}, got {places}")
    if script.label != "port":
        for h in report["hotspots"]:
            if h["verdict"] == "port":
                faults.append(f"PORT advised for {h['function']} {h['lines']}")
    return verdict, faults


def prepare():
    """The Python of a virtual environment that can run all of the scripts."""
    python = ENVIRONMENT / "bin" / "python"
    if not (ENVIRONMENT / "ready").exists():
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet",
                        "--disable-pip-version-check", *PACKAGES], check=True)
        (ENVIRONMENT / "ready").touch()
    return str(python)


def print_matrix(pairs):
    labels = sorted({label for pair in pairs for label in pair})
    counts = collections.Counter(pairs)
    width = max(map(len, labels))
    print("Rows are labels, columns what was advised.\n")
    for number, label in enumerate(labels, 1):
        print(f"{number:3} = {label}")
    print("\n" + " " * width + "".join(f"{n:4}" for n in range(1, len(labels) + 1)))
    for label in labels:
        cells = (counts[label, other] for other in labels)
        print(f"{label:{width}}" + "".join(f"{n or '·':>4}" for n in cells))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--swiftlet", default="swiftlet")
    parser.add_argument("--python")
    parser.add_argument("--recordings")
    parser.add_argument("--list", action="store_true",
                        help="count the labels, and run nothing")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    names = [name for name in sorted(os.listdir(SET))
             if not options.names or any(n in name for n in options.names)]
    if options.list:
        labels = collections.Counter(Script(name).label for name in names)
        for label, count in sorted(labels.items()):
            print(f"{count:4} {label}")
        return
    swiftlet = os.path.abspath(options.swiftlet)
    python = options.python or prepare()
    pairs, misses, wrong_lines, ports = [], 0, 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        work = pathlib.Path(options.recordings or temporary).absolute()
        for name in names:
            script = Script(name)
            recording = record(
                swiftlet, python, script, work / name.removesuffix(".py"))
            verdict, faults = judge(script, advise(swiftlet, recording))
            pairs.append((script.label, verdict))
            misses += verdict != script.label
            wrong_lines += any(f.startswith("hot lines") for f in faults)
            ports += any(f.startswith("PORT") for f in faults)
            for fault in faults:
                print(f"{name}: {fault}", flush=True)
    print()
    print_matrix(pairs)
    right = len(pairs) - misses
    print(f"\n{right} of {len(pairs)} verdicts right "
          f"({100 * right / len(pairs):.0f} %), hot lines wrong in "
          f"{wrong_lines}, ports where none belongs in {ports}")
    if right < 0.95 * len(pairs) or wrong_lines or ports:
        sys.exit(1)


if __name__ == "__main__":
    main()
