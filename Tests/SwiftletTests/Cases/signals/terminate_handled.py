#: signal TERM process
import signal
import sys
import time


def leave(number, frame):
    print("leaving on", signal.Signals(number).name)
    sys.exit(4)


signal.signal(signal.SIGTERM, leave)
print("ready", flush=True)
time.sleep(20)
