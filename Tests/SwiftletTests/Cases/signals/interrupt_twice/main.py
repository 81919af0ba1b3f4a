import time


def wait():
    end = time.monotonic() + 10
    while time.monotonic() < end:
        pass


try:
    print("ready", flush=True)
    wait()
except KeyboardInterrupt:
    try:
        print("ready again", flush=True)
        wait()
    except KeyboardInterrupt:
        print("twice")
        raise SystemExit(7)
