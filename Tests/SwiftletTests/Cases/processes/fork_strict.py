#: environment PYTHONWARNINGS=error
import os

child = os.fork()
if child == 0:
    print("child", flush=True)
    raise SystemExit(2)
print("parent", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
