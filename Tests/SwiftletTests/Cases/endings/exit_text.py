import sys

sys.exit("this goes to stderr: ü")
