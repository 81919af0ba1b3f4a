import signal
import time

signal.signal(signal.SIGCONT, lambda number, frame: print("continued"))
print("ready", flush=True)
time.sleep(0.3)
print("done")
