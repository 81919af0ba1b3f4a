import signal
import time

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
end = time.process_time() + 0.05
while time.process_time() < end:
    pass
print(signal.sigpending())
