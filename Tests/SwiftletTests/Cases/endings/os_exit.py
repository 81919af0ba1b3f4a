import os
import sys

sys.stdout.write("lost in the buffer")
sys.stderr.write("not lost\n")
os._exit(9)
