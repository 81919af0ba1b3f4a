import subprocess
import sys

code = "import sys; print(sys.executable, sys.prefix, sys.orig_argv); sys.exit(6)"
result = subprocess.run(
    [sys.executable, "-c", code], capture_output=True, text=True)
print(result.stdout, result.stderr, result.returncode)
