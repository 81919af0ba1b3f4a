import signal
import socket
import time

near, far = socket.socketpair()
near.setblocking(False)
far.setblocking(False)
signal.set_wakeup_fd(far.fileno())
signal.signal(signal.SIGUSR1, lambda number, frame: None)
end = time.process_time() + 0.1
while time.process_time() < end:
    pass
signal.raise_signal(signal.SIGUSR1)
print(near.recv(100))
