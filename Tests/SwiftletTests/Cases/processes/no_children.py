import os
import signal
import time

signal.signal(signal.SIGCHLD, lambda number, frame: print("a child?"))
time.sleep(0.02)
try:
    os.wait()
except ChildProcessError as error:
    print(error)
