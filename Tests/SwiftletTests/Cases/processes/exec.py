import os
import sys

print("before", flush=True)
code = "import sys; print('after', sys.argv); sys.exit(5)"
os.execv(sys.executable, [sys.executable, "-c", code, "one"])
