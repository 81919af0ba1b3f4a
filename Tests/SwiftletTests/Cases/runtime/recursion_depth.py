import sys


def count(n=1):
    try:
        return count(n + 1)
    except RecursionError:
        return n


print(count(), sys.getrecursionlimit())
