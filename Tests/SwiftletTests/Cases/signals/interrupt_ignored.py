#: signal INT group
import signal
import time

signal.signal(signal.SIGINT, signal.SIG_IGN)
print("ready", flush=True)
time.sleep(0.2)
print("was not interrupted")
