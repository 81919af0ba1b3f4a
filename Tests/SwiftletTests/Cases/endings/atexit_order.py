#: mask 0x[0-9a-f]+
import atexit

for number in range(3):
    atexit.register(print, "exit handler", number)
atexit.register(lambda: 1 / 0)
print("body")
