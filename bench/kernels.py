"""Hot functions of the samples and of `loops`: CPython, the generated kernel,
and Numba.

    python kernels.py SWIFTLET [CASE...]
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LOOPS = sorted(path.stem for path in (HERE / "loops").glob("*.py"))
CASES = ["rolling-score", "power-sum", "intervals", "fibonacci", "array-loop"]


def output(command, **more):
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines()
        raise RuntimeError(lines[-1] if lines else str(done.returncode))
    return done.stdout


def build(swiftlet, python, script, folder):
    """Profiles the script, generates its hottest kernel and installs it."""
    os.makedirs(folder)
    recording = os.path.join(folder, "recording")
    package = os.path.join(folder, "package")
    target = os.path.join(folder, "installed")
    output([swiftlet, "profile", "--quiet", "--python", python, "-o",
            recording, script])
    output([swiftlet, "generate", recording, "--hotspot", "H1", "-o", package])
    output([python, "-m", "pip", "install", "--quiet",
            "--disable-pip-version-check", "--target", target, package])
    names = [name for name in os.listdir(target)
             if os.path.exists(os.path.join(target, name, "_original.py"))]
    return target, names[0]


def measure(swiftlet, python, samples, folder, rounds, cases=None):
    results = {}
    for case in cases or CASES + LOOPS:
        script = str(HERE / "loops" / f"{case}.py" if case in LOOPS
                     else samples / case / "main.py")
        try:
            installed, package = build(
                swiftlet, python, script, os.path.join(folder, "k-" + case))
            text = output([python, str(HERE / "time_kernel.py"), case,
                           script, installed, package, str(rounds)],
                          env=os.environ | {"SWIFTLET_THREADS": "1"})
            results[case] = json.loads(text)
        except RuntimeError as error:
            results[case] = {"failure": str(error)}
    return results


def table(results):
    lines = ["", "## Kernels", "",
             "Milliseconds of CPU time a call, the least of many, conversions"
             " included, compiling not.", "",
             "| sample | CPython | kernel | Numba | kernel gains | Numba gains |",
             "|---|---:|---:|---:|---:|---:|"]
    for case, result in results.items():
        if "failure" in result:
            lines.append(f"| {case} | {result['failure']} | | | | |")
            continue
        plain, kernel = result["python"], result["kernel"]
        numba = result.get("numba")
        lines.append(
            f"| {case} | {plain * 1e3:.1f} | {kernel * 1e3:.2f} | "
            + (f"{numba * 1e3:.2f}" if numba else "—")
            + f" | {plain / kernel:.1f} | "
            + (f"{plain / numba:.1f}" if numba else "—") + " |")
        if result.get("numba_failure"):
            lines.append(f"| | | | {result['numba_failure']} | | |")
    ratios = [result["numba"] / result["kernel"]
              for result in results.values() if result.get("numba")]
    if ratios:
        lines += ["", f"Beside Numba: {statistics.geometric_mean(ratios):.2f}"
                  f" times as fast in the geometric mean of {len(ratios)},"
                  f" {min(ratios):.2f} at least."]
    return "\n".join(lines)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(table(measure(
            sys.argv[1], sys.executable, HERE.parent / "Samples", temporary, 5,
            sys.argv[2:])))
