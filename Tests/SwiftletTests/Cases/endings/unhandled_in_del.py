#: mask 0x[0-9a-f]+
class Fragile:
    def __del__(self):
        raise ValueError("in __del__")


thing = Fragile()
del thing
print("after")
