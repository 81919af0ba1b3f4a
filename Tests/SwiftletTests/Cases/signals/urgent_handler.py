# SIGURG is the signal the sampler uses. A handler of the script's own still
# gets every SIGURG that was meant for it, and none of the sampler's.
import os
import signal
import time

seen = []
signal.signal(signal.SIGURG, lambda number, frame: seen.append(number))
for _ in range(3):
    os.kill(os.getpid(), signal.SIGURG)
    time.sleep(0.01)
end = time.process_time() + 0.1
while time.process_time() < end:
    pass
print(seen, signal.getsignal(signal.SIGURG) is not None)
signal.signal(signal.SIGURG, signal.SIG_DFL)
os.kill(os.getpid(), signal.SIGURG)
end = time.process_time() + 0.05
while time.process_time() < end:
    pass
print(seen)
