#: run version_after_script.py --version -h
import sys

print(sys.argv)
