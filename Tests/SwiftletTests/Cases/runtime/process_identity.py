"""What other programs see of this process."""

import os

with open("/proc/self/cmdline", "rb") as file:
    print(file.read().split(b"\0")[1:])
with open("/proc/self/environ", "rb") as file:
    shown = {line.partition(b"=")[0] for line in file.read().split(b"\0")}
print(sorted(shown - {b""}) == sorted(os.environb))
print(os.path.realpath("/proc/self/exe"))
print(sorted(os.listdir("/proc/self/fd"), key=int))
