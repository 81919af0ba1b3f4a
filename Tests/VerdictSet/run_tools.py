"""Calls another program for each file, as build scripts do."""
# label: stay (io)
import subprocess


def convert(files):
    sizes = 0
    for name in files:  # HOT
        done = subprocess.run(
            ["sh", "-c", f"sleep 0.06; echo converted {name}"], capture_output=True)
        sizes += len(done.stdout)
    return sizes


print(convert([f"file{k}.txt" for k in range(20)]))
