#: run ./../{folder}/./dotted_path.py
import sys

print(sys.argv, __file__, sys.path[0])
1 / 0
