"""Runs one benchmark of pyperformance a number of times, and says how long.

    python benchmark_timed.py RESULT TIMES RUN_BENCHMARK.py [OPTIONS...]

In this process, where a profiler can see it. RESULT becomes a JSON list: the
seconds on the wall, and of the CPU, that the benchmark's functions took.
"""

import json
import os
import runpy
import sys
import time

import pyperf

spent = [0.0, 0.0]
times = int(sys.argv[2])


def timed(function):
    wall, cpu = time.perf_counter(), time.process_time()
    function()
    spent[0] += time.perf_counter() - wall
    spent[1] += time.process_time() - cpu


class Timed(pyperf.Runner):
    def bench_func(self, name, function, *arguments, inner_loops=None,
                   metadata=None):
        self.parse_args()
        function(*arguments)

        def repeat():
            for _ in range(times):
                function(*arguments)
        timed(repeat)

    def bench_time_func(self, name, function, *arguments, inner_loops=None,
                        metadata=None):
        self.parse_args()
        function(1, *arguments)
        timed(lambda: function(times, *arguments))


def main():
    result = os.path.abspath(sys.argv[1])
    path = os.path.abspath(sys.argv[3])
    # As pyperf would: workers have no others to start.
    sys.argv = [path, *sys.argv[4:], "--worker", "--loops=1", "--values=1",
                "--warmups=0"]
    sys.path[0] = os.path.dirname(path)
    pyperf.Runner = Timed
    runpy.run_path(path, run_name="__main__")
    with open(result, "w") as file:
        json.dump(spent, file)


if __name__ == "__main__":
    main()
