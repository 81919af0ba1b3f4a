"""Functions of `functions/array*.py` on larger arrays: CPython, their kernels
and Numba, in one process and on one thread.

    python3 array_functions.py FOLDER_OF_KERNELS [FUNCTION...]

The folder has one for each file, with the `_kernel.abi3.so` that was built of
it: `make arrays` builds them. Numba comes from PyPI into a virtual environment
below .build, unless this Python has it. Prints microseconds of CPU time a
call, the least of many, sorted by how the kernel does beside Numba; Numba's
first call, which compiles, is left out. Functions that change their arguments
get fresh ones every time, unmeasured. `SECONDS` says for how long each function
is called, 2 where it is not set; all figures go to `FOLDER/times.json`.
"""

import copy
import importlib.util
import inspect
import json
import os
import pathlib
import random
import statistics
import sys
import time

os.environ["SWIFTLET_THREADS"] = "1"

if not importlib.util.find_spec("numba"):
    import bench

    python = bench.prepare()
    os.execv(python, [python, *sys.argv])

import numpy as np

FUNCTIONS = pathlib.Path(__file__).parent / "functions"

G = np.random.default_rng(5)
IMAGE = G.integers(0, 256, (96, 128)).astype(np.uint8)
WHOLE = IMAGE.astype(np.int64)
FLOATS = G.normal(size=(96, 128))
ROW = G.normal(size=4000)
POINTS = G.normal(size=(300, 3))
SQUARE = FLOATS[:64, :64] @ FLOATS[:64, :64].T + 64 * np.eye(64)
SPIN = np.where(G.random((64, 64)) < .5, 1, -1)
COLOUR = np.stack([IMAGE, IMAGE[::-1], IMAGE[:, ::-1]], axis=2)
DNA = "".join("ACGT"[i] for i in G.integers(0, 4, 400))
DNB = "".join("ACGT"[i] for i in G.integers(0, 4, 380))
SPARSE = np.sort(G.integers(0, 4000, 801)).astype("i4")

ARGUMENTS = {
    "arrays": {
        "game_of_life": ((IMAGE % 3 == 0).astype(np.int32),),
        "heat_equation": (FLOATS, 0.1, 0.5, 1.0, 10),
        "mandelbrot": (96, 64, 80),
        "box_blur": (IMAGE,),
        "sobel": (WHOLE,),
        "prefix_sum": (np.arange(100000) * 3,),
        "integral_image": (IMAGE,),
        "knapsack": ([int(n) for n in G.integers(1, 40, 60)],
                     [int(n) for n in G.integers(1, 99, 60)], 900),
        "edit_distance": (DNA, DNB),
        "kmeans_assign": (G.normal(size=(2000, 8)), G.normal(size=(9, 8))),
        "kmeans_update": (G.normal(size=(4000, 8)),
                          G.integers(0, 9, 4000), 9),
        "floyd_warshall": (np.abs(SQUARE),),
        "histogram": (IMAGE,),
        "equalize": (IMAGE,),
        "to_gray": (COLOUR,),
        "matmul": (FLOATS, FLOATS.T.copy()),
        "sieve": (100000,),
        "bubble_sort": (G.permutation(400),),
        "nbody_step": (POINTS.copy(), POINTS * 0.1,
                       np.abs(POINTS[:, 0]) + 1, 0.01),
        "distance_matrix": (POINTS,),
        "convolve2d": (IMAGE.astype(np.float32),
                       np.ones((3, 3), np.float32) / 9),
        "windows": (ROW, 32, 8),
        "flood_fill": ((IMAGE > 100).astype(np.int8), 2, 3, 7),
    },
    "array_loops": {
        "box_blur": (IMAGE.astype(float), 1),
        "convolve2d": (IMAGE.astype(float), np.ones((3, 3)) / 9),
        "game_of_life": ((IMAGE > 128).astype(int), 3),
        "jacobi": (IMAGE.astype(float), 10),
        "gauss_seidel": (SQUARE, FLOATS[0, :64].copy(), 1e-9, 20),
        "heat_1d": (ROW.copy(), 0.1, 0.5, 0.1, 20),
        "mandelbrot": (-2.0, 0.5, -1.25, 1.25, 48, 48, 60),
        "dtw": (ROW[:300].copy(), ROW[300:600].copy(), 40),
        "edit_distance": (DNA, DNB),
        "kmeans": (POINTS, POINTS[:5].copy(), 10),
        "kmeans_norm": (POINTS, POINTS[:5].copy(), 4),
        "nbody": (POINTS[:40].copy(), POINTS[40:80].copy(),
                  np.abs(POINTS[:40, 0]), 0.01, 4, 0.1),
        "nbody_norm": (POINTS[:40].copy(), POINTS[40:80].copy(),
                       np.abs(POINTS[:40, 0]), 0.01, 4, 0.1),
        "hist_equalize": (IMAGE,),
        "flood_fill": ((IMAGE > 90).astype(int), 0, 0, 7),
        "pairwise_distance": (POINTS,),
        "distance_sum": (POINTS, POINTS[:40].copy()),
        "moving_average": (ROW, 16),
        "moving_average_list": (ROW, 16),
        "ema": (ROW, 5),
        "biquad": (ROW, np.array([0.1, 0.2, 0.1]),
                   np.array([1.0, -0.5, 0.2])),
        "lu": (SQUARE,),
        "lu_loops": (SQUARE,),
        "cholesky": (SQUARE,),
        "gauss": (SQUARE, FLOATS[0, :64].copy()),
        "floyd": (np.abs(SQUARE),),
        "viterbi": (G.integers(0, 6, 500), np.ones(8) / 8,
                    G.random((8, 8)), G.random((8, 6))),
        "needleman": (DNA, DNB, 1, -1, -1),
    },
    "array_programs": {
        "ising": (SPIN, 0.4, 4000, random.Random(5)),
        "ising_np": (SPIN, 64, 0.4, np.arange(4096).reshape(64, 64) % 64,
                     np.arange(4096).reshape(64, 64) // 64,
                     np.abs(np.sin(np.arange(4096.0))).reshape(64, 64)),
        "energy": (SPIN,),
        "rule30": (201, 100, 30),
        "percolation": (IMAGE[:, :96] > 90,),
        "ray_march": (24, 24, 20),
        "running_stats": (ROW,),
        "find_peaks": (ROW, 0.1),
        "run_lengths": (ROW > 0,),
        "connected_components": (IMAGE > 100,),
        "bilinear": (IMAGE, 130, 170),
        "rgb_to_gray": (COLOUR,),
        "dither": (IMAGE,),
        "bitonic": (ROW[:1024].copy(),),
        "radix_sort": (WHOLE.ravel(),),
        "sieve": (100000,),
        "sieve_where": (100000,),
        "prefix_sum": (WHOLE,),
        "csr_matvec": (ROW, G.integers(0, 4000, 4000).astype("i4"),
                       SPARSE, ROW.copy()),
        "random_walk": (4000, 3),
        "walk_rng": (4000, np.random.default_rng(4)),
        "monte_carlo_pi": (20000,),
        "matmul": (FLOATS, FLOATS.T.copy()),
        "matmul_dot": (FLOATS, FLOATS.T.copy()),
        "power_iteration": (SQUARE, 40),
        "gradient_descent": (POINTS, (POINTS[:, 0] > 0).astype(int), 0.1, 4),
        "median_filter": (IMAGE[:40, :40].copy(), 3),
        "sobel": (IMAGE.astype(float),),
        "knn": (POINTS, (POINTS[:, 0] > 0).astype(int), POINTS[3] + 0.1, 5),
        "julia": (64, 64, -0.4 + 0.6j, 60),
        "dft": (ROW[:64].copy(),),
        "perceptron": (POINTS, np.where(POINTS[:, 0] > 0, 1, -1), 3),
        "knapsack": (G.integers(1, 40, 60), G.integers(1, 99, 60), 900),
        "lcs": (DNA, DNB),
        "autocorr": (ROW, 20),
        "haversine": (POINTS[:60, 0] * 30, POINTS[:60, 1] * 60),
        "rolling_max": (ROW, 16),
        "softmax_rows": (FLOATS,),
        "nms": (np.abs(G.normal(size=(300, 4))), G.random(300), 0.1),
        "erode": (IMAGE,),
        "max_pool": (IMAGE.astype(float), 3),
        "uint8_sum": ((IMAGE > 254).astype(np.uint8),),
        "vectorised_life": ((IMAGE > 128).astype(int), 3),
        "wave": (IMAGE.astype(float), IMAGE.astype(float), 0.1, 3),
        "cumulative": (ROW[:600].copy(),),
    },
}


def load(path, name):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def compiled(module, name):
    """The function and those beside it, by Numba; None where it refuses."""
    import numba

    space = module.__dict__
    for other, value in list(space.items()):
        if inspect.isfunction(value) and other != "fresh":
            space[other] = numba.njit(cache=True)(value)
    return space[name]


def same(one, other):
    """To the last bit; the kinds of numbers and lists may differ for Numba."""
    if isinstance(one, (tuple, list)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, (str, random.Random, np.random.Generator)):
        return True
    if one is None:
        return other is None
    return np.array_equal(one, other, equal_nan=True)


def once(function, arguments):
    given = copy.deepcopy(arguments)
    np.random.seed(20)
    start = time.process_time_ns()
    result = function(*given)
    return time.process_time_ns() - start, (result, given)


def measure(path, kernel, name, arguments):
    import warnings

    warnings.simplefilter("ignore")
    original = getattr(load(path, "original"), name)
    ways = {"python": original, "kernel": getattr(kernel, name)}
    kernel._set_original(name, original)
    result = {}
    try:
        ways["numba"] = compiled(load(path, "numbas"), name)
        last = once(ways["numba"], arguments)[1]
    except Exception as error:
        ways.pop("numba", None)
        result["numba_failure"] = type(error).__name__
    expected = once(original, arguments)[1]
    before = kernel._statistics()[name]
    if not same(expected, once(ways["kernel"], arguments)[1]):
        raise SystemExit(f"the kernel of {name} is not equal")
    if kernel._statistics()[name][1] != before[1]:
        result["fell_back"] = True
    if "numba" in ways and not same(expected, last):
        result["numba_differs"] = True
    times = {way: [] for way in ways}
    limit = time.monotonic() + float(os.environ.get("SECONDS", "2"))
    while time.monotonic() < limit or len(times["kernel"]) < 15:
        for way in random.sample(list(ways), len(ways)):
            if way == "python" and len(times[way]) >= 3:
                continue
            for _ in range(5 if way != "python" else 1):
                times[way].append(once(ways[way], arguments)[0] / 1e3)
    return result | {way: min(t) for way, t in times.items()}


def table(results):
    def ratio(entry):
        return entry[1].get("numba", 1e9) / entry[1]["kernel"]

    lines = ["| function | CPython | kernel | Numba | beside Numba | gains |",
             "|---|---:|---:|---:|---:|---:|"]
    for name, r in sorted(results.items(), key=ratio):
        numba = f"{r['numba']:.0f}" if "numba" in r else r["numba_failure"]
        beside = f"{r['numba'] / r['kernel']:.2f}" if "numba" in r else ""
        notes = " ".join(k for k in ("fell_back", "numba_differs") if k in r)
        lines.append(
            f"| {name} {notes} | {r['python']:.0f} | {r['kernel']:.0f} |"
            f" {numba} | {beside} | {r['python'] / r['kernel']:.1f} |")
    ratios = [r["numba"] / r["kernel"] for r in results.values()
              if "numba" in r]
    if ratios:
        lines += ["", f"{statistics.geometric_mean(ratios):.2f} of Numba's"
                  f" speed in the geometric mean of {len(ratios)},"
                  f" {min(ratios):.2f} at least."]
    return "\n".join(lines)


def main(folder, *names):
    folder = pathlib.Path(folder)
    results = {}
    for stem, calls in ARGUMENTS.items():
        built = folder / stem / "_kernel.abi3.so"
        if not built.exists():
            continue
        kernel = load(built, "_kernel")
        path = FUNCTIONS / f"{stem}.py"
        for name, arguments in calls.items():
            whole = f"{stem}.{name}"
            if names and not {name, whole} & set(names):
                continue
            if name in kernel._statistics():
                results[whole] = measure(path, kernel, name, arguments)
    print(table(results))
    (folder / "times.json").write_text(json.dumps(results, indent=1))


main(*sys.argv[1:])
