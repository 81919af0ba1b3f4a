#: signal INT group
import time

print("ready", flush=True)
time.sleep(20)
