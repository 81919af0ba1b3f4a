import os
import subprocess

print(subprocess.check_output("echo $0 $PPID | wc -w", shell=True))
print(os.system("exit 3") >> 8, os.popen("echo text").read())
try:
    subprocess.run(["sleep", "5"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(type(error).__name__, error.cmd)
print(subprocess.run(["sh", "-c", "kill -9 $$"]).returncode)
