import threading

threading.stack_size(64 * 1024)


def work(results):
    total = 0
    for value in range(300_000):
        total += value & 3
    results.append(total)


results = []
threads = [threading.Thread(target=work, args=(results,)) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(results)
