#: run empty_arguments.py "" " " "é" ""
import sys

print(sys.argv)
