import os
import signal
import time

signal.signal(signal.SIGURG, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGURG)
end = time.process_time() + 0.05
while time.process_time() < end:
    pass
print(signal.getsignal(signal.SIGURG))
