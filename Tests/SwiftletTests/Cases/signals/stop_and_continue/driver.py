"""Stops its arguments as Ctrl-Z does, and lets them go on."""

import os
import signal
import subprocess
import sys

child = subprocess.Popen(
    sys.argv[1:], stdout=subprocess.PIPE, process_group=0)
print(child.stdout.readline())
os.killpg(child.pid, signal.SIGTSTP)
_, status = os.waitpid(child.pid, os.WUNTRACED)
print("stopped", os.WIFSTOPPED(status), os.WSTOPSIG(status))
os.killpg(child.pid, signal.SIGCONT)
print(child.stdout.read(), child.wait())
