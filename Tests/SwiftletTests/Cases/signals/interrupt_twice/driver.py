"""Presses Ctrl-C in a terminal each time that its arguments are ready."""

import os
import pty
import sys

keys = [b"\x03", b"\x03"]


def read(descriptor):
    try:
        data = os.read(descriptor, 1024)
    except OSError:
        return b""
    if b"ready" in data and keys:
        os.write(descriptor, keys.pop())
    return data


status = pty.spawn(sys.argv[1:], read, lambda descriptor: b"")
print(os.waitstatus_to_exitcode(status))
