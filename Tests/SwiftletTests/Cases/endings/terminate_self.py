import os
import signal

print("in the buffer, and lost")
os.kill(os.getpid(), signal.SIGTERM)
