import sys


class Thing:
    def __del__(self):
        print("gone")


def work(thing):
    for _ in range(100_000):
        pass
    return sys.getrefcount(thing)


thing = Thing()
print(work(thing), sys.getrefcount(thing))
del thing
print("end")
