"""Listens to two sensors that report now and then."""
# label: stay (io)
import selectors
import socket
import threading
import time


def sensor(end, name, pause):
    for k in range(40):
        time.sleep(pause)
        end.sendall(f"{name} {k}\n".encode())
    end.close()


def listen(ends):
    chooser = selectors.DefaultSelector()
    for end in ends:
        chooser.register(end, selectors.EVENT_READ)
    counts, open_ends = {}, len(ends)
    while open_ends:
        for key, _ in chooser.select():
            data = key.fileobj.recv(4096)
            if not data:
                chooser.unregister(key.fileobj)
                open_ends -= 1
                continue
            for line in data.decode().splitlines():
                name = line.split()[0]
                counts[name] = counts.get(name, 0) + 1
    return counts


pairs = [socket.socketpair() for _ in range(2)]
for (_, far), name, pause in zip(pairs, ["door", "roof"], [0.05, 0.04]):
    threading.Thread(target=sensor, args=(far, name, pause)).start()
print(listen([near for near, _ in pairs]))
