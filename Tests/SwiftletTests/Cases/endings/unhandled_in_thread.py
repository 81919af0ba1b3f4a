#: mask 0x[0-9a-f]+
import threading


def work():
    raise KeyError("in a thread")


thread = threading.Thread(target=work, name="worker")
thread.start()
thread.join()
print("the main thread goes on")
