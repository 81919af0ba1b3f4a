#: signal INT group
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_DFL)
print("ready", flush=True)
time.sleep(20)
