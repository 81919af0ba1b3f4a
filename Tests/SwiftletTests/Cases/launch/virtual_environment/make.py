import os
import subprocess
import sys

subprocess.run(
    [sys.executable, "-m", "venv", "--without-pip", "env"], check=True)
version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
folder = f"env/lib/{version}/site-packages/installed"
os.makedirs(folder)
with open(folder + "/__init__.py", "w") as source:
    source.write("NAME = 'an installed package'\n")
