"""Interrupts its arguments, as Ctrl-C does, each time that they are ready."""

import os
import signal
import subprocess
import sys

child = subprocess.Popen(
    sys.argv[1:], stdout=subprocess.PIPE, process_group=0)
for _ in range(2):
    print(child.stdout.readline())
    os.killpg(child.pid, signal.SIGINT)
print(child.stdout.read(), child.wait())
