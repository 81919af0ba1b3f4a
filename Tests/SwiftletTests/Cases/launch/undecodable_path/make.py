import os

os.makedirs(b"caf\xe9")
with open(b"caf\xe9/main.py", "w") as source:
    source.write("import sys\nprint(ascii(sys.argv), ascii(__file__))\n1/0\n")
with open("main.py", "w") as source:
    source.write(
        "import os, sys\n"
        "os.execv(sys.executable, [sys.executable, b'caf\\xe9/main.py'])\n"
    )
