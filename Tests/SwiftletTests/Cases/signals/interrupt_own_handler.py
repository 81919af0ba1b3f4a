#: signal INT group
import signal
import sys
import time

signal.signal(signal.SIGINT, lambda number, frame: sys.exit(number + 40))
print("ready", flush=True)
time.sleep(20)
