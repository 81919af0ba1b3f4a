"""What the programs that a script starts see of their environment."""
import os
import subprocess
import sys

PRINT = (
    "import os; print(list(os.environ));"
    "print([v for v in open('/proc/self/environ').read().split(chr(0)) if v])"
)


def show(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    print(command[0], done.returncode, done.stdout, done.stderr)


small = {"PATH": "/usr/bin:/bin", "LD_PRELOAD": "", "A": "1"}
show("env", env=small)
show("env", env={})
show("sh", "-c", "env; echo [$LD_PRELOAD]; exec env", env=small)
show(sys.executable, "-S", "-c", PRINT, env=small)
show("sh", "-c", f"'{sys.executable}' -S -c \"{PRINT}\"", env={"A": "2"})
show("/sbin/ldconfig", "--version")  # linked statically
os.environ["LD_PRELOAD"] = "libm.so.6"
show("sh", "-c", "echo $LD_PRELOAD; cat /proc/self/environ | tr '\\0' '\\n' | grep -c PRELOAD")
try:
    subprocess.run(["no-such-program"], env={})
except FileNotFoundError as error:
    print(error)
try:
    os.execve("/dev/null", ["null"], {})
except PermissionError as error:
    print(error)
sys.stdout.flush()
os.execvpe("env", ["env"], {"LAST": "1"})
