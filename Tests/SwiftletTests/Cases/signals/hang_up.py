#: signal HUP group
import signal
import time

signal.signal(signal.SIGHUP, lambda number, frame: print("hung up"))
print("ready", flush=True)
time.sleep(0.3)
print("goes on")
