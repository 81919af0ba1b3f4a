import os
import signal
import socket

near, far = socket.socketpair()
near.setblocking(False)
far.setblocking(False)
signal.set_wakeup_fd(far.fileno())
signal.signal(signal.SIGUSR1, lambda number, frame: print("handler"))
os.kill(os.getpid(), signal.SIGUSR1)
print(near.recv(10))
