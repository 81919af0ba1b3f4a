import select
import socket
import time

near, far = socket.socketpair()
for _ in range(3):
    total = sum(range(20_000))
    print(select.select([near], [], [], 0.01))
near.settimeout(0.02)
try:
    near.recv(1)
except TimeoutError as error:
    print(error)
poll = select.poll()
poll.register(near, select.POLLIN)
print(poll.poll(10))
