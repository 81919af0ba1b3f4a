#: run {scratch}/absolute_path.py
import sys

print(sys.argv, __file__, sys.path[0])
