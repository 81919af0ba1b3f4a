print("one" is 1)
