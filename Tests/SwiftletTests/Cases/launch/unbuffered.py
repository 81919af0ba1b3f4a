#: environment PYTHONUNBUFFERED=1
import os
import sys

print(sys.stdout.write_through, "not lost")
os._exit(0)
