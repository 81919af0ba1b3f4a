"""Runs its arguments in a terminal of their own and types into it."""

import os
import pty
import sys

answers = [b"Ada\n", b"\x04"]


def read(descriptor):
    try:
        data = os.read(descriptor, 1024)
    except OSError:
        return b""
    if b"?" in data and answers:
        os.write(descriptor, answers.pop(0))
    return data


status = pty.spawn(sys.argv[1:], read, lambda descriptor: b"")
sys.exit(os.waitstatus_to_exitcode(status))
