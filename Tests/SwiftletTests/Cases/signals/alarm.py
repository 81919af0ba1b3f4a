import signal
import time


def ring(number, frame):
    print("alarm in", frame.f_code.co_name)


def wait():
    end = time.monotonic() + 5
    while not rung and time.monotonic() < end:
        pass


rung = []
signal.signal(signal.SIGALRM, lambda number, frame: (ring(number, frame), rung.append(1)))
signal.setitimer(signal.ITIMER_REAL, 0.05)
wait()
print(len(rung))
