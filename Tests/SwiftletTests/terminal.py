"""Runs a command in a terminal, plays a plan there, and prints as JSON what
was to be seen: terminal.py PLAN COMMAND...

The plan is a JSON array of steps: {"wait": text on the screen}, {"type": keys},
{"touch": file}, {"size": [columns, rows]}, {"look": true}.
"""
import fcntl
import json
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

import pyte

LIMIT = 60
plan, command = json.loads(sys.argv[1]), sys.argv[2:]
columns, rows = 100, 30
has_size, gets_size = os.pipe()
process, file = pty.fork()
if process == 0:
    os.read(has_size, 1)
    os.execvp(command[0], command)


def resize(columns, rows):
    fcntl.ioctl(file, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, 0, 0))


def show(data):
    # The screen that programs leave is not part of what pyte knows.
    for part in data.split(b"\x1b[?1049l"):
        alternate.feed(part)
    plain.feed(data.rpartition(b"\x1b[?1049l")[2])


resize(columns, rows)
modes = termios.tcgetattr(file)
screen, last = pyte.Screen(columns, rows), pyte.Screen(columns, rows)
alternate, plain = pyte.ByteStream(screen), pyte.ByteStream(last)
looks, written = [], b""
end = time.monotonic() + LIMIT
os.write(gets_size, b"1")
while time.monotonic() < end:
    ready, _, _ = select.select([file], [], [], 0.05)
    if ready:
        try:
            data = os.read(file, 65536)
        except OSError:
            break
        written += data
        show(data)
    while plan:
        step = plan[0]
        if "wait" in step and step["wait"] not in "\n".join(screen.display):
            break
        plan.pop(0)
        if "type" in step:
            os.write(file, step["type"].encode())
        if "touch" in step:
            open(step["touch"], "w").close()
        if "size" in step:
            resize(*step["size"])
            screen.resize(step["size"][1], step["size"][0])
        if "look" in step:
            looks.append([line.rstrip() for line in screen.display])
else:
    os.kill(process, signal.SIGKILL)
_, status = os.waitpid(process, 0)
print(json.dumps({
    "left": plan, "looks": looks, "status": os.waitstatus_to_exitcode(status),
    "written": written.decode(errors="replace"),
    "last": [line.rstrip() for line in last.display],
}))
