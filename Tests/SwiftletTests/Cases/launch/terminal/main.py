import os
import sys

print(sys.stdin.isatty(), sys.stdout.isatty(), sys.stderr.isatty())
print(os.ttyname(0) == os.ttyname(1) == os.ttyname(2), sys.stdout.line_buffering)
print(os.tcgetpgrp(0) == os.getpgrp())
print("hello", input("name? "))
try:
    input("more? ")
except EOFError:
    print("end of input")
sys.exit(7)
