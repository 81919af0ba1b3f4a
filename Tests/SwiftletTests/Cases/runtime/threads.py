import threading

results = []
lock = threading.Lock()


def work(number):
    total = 0
    for value in range(20_000):
        total += value % (number + 1)
    with lock:
        results.append((number, total))


threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(results))
