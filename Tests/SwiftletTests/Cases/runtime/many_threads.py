import threading
import time

seen = []


def work(number):
    time.sleep(0.05)
    seen.append(number)


threads = [threading.Thread(target=work, args=(n,)) for n in range(150)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(seen))
