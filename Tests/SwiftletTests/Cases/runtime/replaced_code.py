def work(n):
    return sum(range(n))


def other(n):
    return -n


print(work(1000))
work.__code__ = other.__code__
print(work(1000))
