"""Runs one benchmark of pyperformance once and prints what it computed.

    python benchmark_once.py RUN_BENCHMARK.py [OPTIONS...]

pyperf would start other processes and print times. Here each function that a
benchmark hands to it is called once, in this process, and what can be seen of
its result is printed instead, so that two runs can be compared.
"""

import asyncio
import hashlib
import os
import re
import runpy
import subprocess
import sys
import tempfile

import pyperf

# What differs between any two runs: addresses and temporary files.
CHANGING = re.compile(
    "0x[0-9a-f]{6,}|" + re.escape(tempfile.gettempdir()) + r"/[\w-]+")


def digest(value):
    text = CHANGING.sub("...", repr(value))
    if len(text) < 60:
        return text
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Once(pyperf.Runner):
    def bench_func(self, name, function, *arguments, inner_loops=None,
                   metadata=None):
        self.parse_args()
        result = function(*arguments)
        print(name, type(result).__name__, digest(result))

    def bench_time_func(self, name, function, *arguments, inner_loops=None,
                        metadata=None):
        self.parse_args()
        print(name, type(function(1, *arguments)).__name__)

    def bench_async_func(self, name, function, *arguments, inner_loops=None,
                         metadata=None, loop_factory=None):
        self.parse_args()
        if loop_factory is None:
            result = asyncio.run(function(*arguments))
        else:
            with asyncio.Runner(loop_factory=loop_factory) as runner:
                result = runner.run(function(*arguments))
        print(name, type(result).__name__, digest(result))

    def bench_command(self, name, command):
        self.parse_args()
        done = subprocess.run(command, capture_output=True)
        print(name, done.returncode, digest(done.stdout))


def plain(value):
    if isinstance(value, (list, tuple)):
        return len(value) < 10_000 and all(plain(part) for part in value)
    return value is None or isinstance(value, (bool, int, float, str, bytes))


def main():
    path = os.path.abspath(sys.argv[1])
    # As pyperf would: workers have no others to start.
    sys.argv = [path, *sys.argv[2:], "--worker", "--loops=1", "--values=1",
                "--warmups=0"]
    sys.path[0] = os.path.dirname(path)
    pyperf.Runner = Once
    space = runpy.run_path(path, run_name="__main__")
    left = {name: value for name, value in space.items()
            if not name.startswith("__") and plain(value)}
    print("left", len(left), digest(sorted(left.items())))


if __name__ == "__main__":
    main()
