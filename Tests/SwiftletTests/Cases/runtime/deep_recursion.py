import sys

sys.setrecursionlimit(12_000)


def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)


def through_c(n):
    return 0 if n == 0 else 1 + max(map(through_c, [n - 1]))


print(depth(10_000), through_c(400))
for _ in range(20):
    depth(5_000)
try:
    depth(20_000)
except RecursionError as error:
    print(error)
