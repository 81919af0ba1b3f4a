"""Takes the terminal away, as a shell does for a job in the background."""

import os
import pty
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
while b"ended" not in text:
    try:
        text += os.read(terminal, 1000)
    except OSError:
        break
    if b"stopped True" in text and b"\n" not in text.partition(b"stopped True")[2]:
        os.write(terminal, b"typed\n")
print(text.decode().replace("\r\n", "\n"))
