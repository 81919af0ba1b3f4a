import time


def work():
    print("ready", flush=True)
    time.sleep(20)


work()
