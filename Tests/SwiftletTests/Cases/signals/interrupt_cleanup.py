#: signal INT group
import atexit
import time

atexit.register(print, "exit handler")
print("ready", flush=True)
try:
    time.sleep(20)
finally:
    print("finally")
