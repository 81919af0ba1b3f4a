import signal
import time

continued = []


def handler(number, frame):
    print("continued")
    continued.append(number)


signal.signal(signal.SIGCONT, handler)
print("ready", flush=True)
end = time.monotonic() + 20
while not continued and time.monotonic() < end:
    time.sleep(0.01)
print("done")
