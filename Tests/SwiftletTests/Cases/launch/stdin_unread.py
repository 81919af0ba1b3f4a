#: stdin left alone\n
print("does not read")
