#: mask 0x[0-9a-f]+
import atexit
import sys

atexit.register(lambda: sys.exit(6))
print("body")
