#: signal HUP group
import signal
import time

heard = []


def handler(number, frame):
    print("hung up")
    heard.append(number)


signal.signal(signal.SIGHUP, handler)
print("ready", flush=True)
end = time.monotonic() + 20
while not heard and time.monotonic() < end:
    time.sleep(0.01)
print("goes on")
