#: environment PYTHONOPTIMIZE=1
assert False, "not checked"
print("asserts are off", __debug__)
