"""Packs log files for the archive."""
# label: stay (native)
import zlib


def pack(files):
    size = 0
    for file in files:  # HOT
        size += len(zlib.compress(file, 6))
    return size


files = [(f"line {k} of the log, with a number {k * k}\n" * 900).encode() for k in range(7_000)]
print(pack(files))
