import os
import sys

print("before", flush=True)
child = os.fork()
if child == 0:
    total = 0
    for number in range(200_000):
        total += number
    print("child", total, flush=True)
    os._exit(3)
_, status = os.waitpid(child, 0)
print("parent", os.waitstatus_to_exitcode(status))
