#: signal USR1 process
import signal
import sys
import time


def leave(number, frame):
    sys.exit("user signal")


signal.signal(signal.SIGUSR1, leave)
print("ready", flush=True)
time.sleep(20)
