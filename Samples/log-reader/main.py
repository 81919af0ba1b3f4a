"""Waits for a slow source and reads files: there is nothing to compile."""

import os
import tempfile
import time

FILES = 12
LINES = 400


def write_logs(folder):
    paths = []
    for number in range(FILES):
        path = os.path.join(folder, f"service-{number}.log")
        with open(path, "w", encoding="utf-8") as log:
            for line in range(LINES):
                level = "ERROR" if line % 37 == number % 37 else "INFO"
                log.write(f"{line:06} {level} request {line * number}\n")
        paths.append(path)
    return paths


def count_errors(path):
    errors = 0
    with open(path, encoding="utf-8") as log:
        for line in log:
            if " ERROR " in line:
                errors += 1
    return errors


def collect(paths):
    total = 0
    for path in paths:
        time.sleep(0.2)  # The source allows five requests a second.
        total += count_errors(path)
    return total


def main():
    with tempfile.TemporaryDirectory() as folder:
        paths = write_logs(folder)
        print(f"{collect(paths)} errors in {len(paths)} files")


if __name__ == "__main__":
    main()
