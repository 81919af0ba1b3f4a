import sys

with open("result", "w") as result:
    print(sys.stdin, sys.stdout, sys.stderr, file=result)
