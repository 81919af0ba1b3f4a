#: signal TERM process
import time

print("ready", flush=True)
time.sleep(20)
