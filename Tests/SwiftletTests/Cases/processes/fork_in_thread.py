#: environment PYTHONWARNINGS=ignore
import os
import threading


def work():
    child = os.fork()
    if child == 0:
        os._exit(sum(range(50)) % 256)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


thread = threading.Thread(target=work)
thread.start()
thread.join()
