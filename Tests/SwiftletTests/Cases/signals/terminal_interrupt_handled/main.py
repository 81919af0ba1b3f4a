import signal
import sys
import time

seen = []


def handler(number, frame):
    seen.append(number)


signal.signal(signal.SIGINT, handler)
print("ready", flush=True)
time.sleep(0.3)
print(seen)
