import threading


def work():
    threading.main_thread().join()
    print("the thread ends last")


threading.Thread(target=work).start()
print("main ends first")
