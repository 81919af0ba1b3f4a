"""Takes the terminal away, as a shell does for a job in the background."""

import os
import pty
import re
import signal
import sys

child, terminal = pty.fork()
if child == 0:
    job = os.fork()
    if job == 0:
        os.setpgid(0, 0)
        os.execv(sys.argv[1], sys.argv[1:])
    status = os.waitpid(job, os.WUNTRACED)[1]
    print("stopped", os.WIFSTOPPED(status), flush=True)
    if os.WIFSTOPPED(status):
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(0, job)
        os.killpg(job, signal.SIGCONT)
        status = os.waitpid(job, 0)[1]
    print("ended", os.waitstatus_to_exitcode(status), flush=True)
    os._exit(0)
text = b""
keys = [b"typed\n"]
while not re.search(rb"ended -?\d+\r?\n", text):
    try:
        text += os.read(terminal, 1000)
    except OSError:
        break
    if b"stopped True" in text and keys:
        os.write(terminal, keys.pop())
# What is typed shows in the terminal before or after the line's own end.
text = text.decode().replace("typed", "")
print([line for line in text.split("\r\n") if line])
