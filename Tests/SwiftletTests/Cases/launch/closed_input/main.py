import os
import sys

print(sys.stdin, sys.stdout.name)
try:
    os.fstat(0)
except OSError as error:
    print(error)
