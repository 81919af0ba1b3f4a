#: stdin a\x00b\n
import os
import sys

print(sys.stdin.buffer.read(1), os.read(0, 100))
