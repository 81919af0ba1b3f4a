def outer(values):
    return [inner(value) for value in values]


def inner(value):
    return 10 / (value - 2) + len(str(value))


print("before")
outer([1, 2, 3])
