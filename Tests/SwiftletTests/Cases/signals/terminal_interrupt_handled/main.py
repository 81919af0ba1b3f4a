import signal
import sys
import time

seen = []


def handler(number, frame):
    seen.append(number)


signal.signal(signal.SIGINT, handler)
print("ready", flush=True)
end = time.monotonic() + 20
while not seen and time.monotonic() < end:
    time.sleep(0.01)
print(seen)
