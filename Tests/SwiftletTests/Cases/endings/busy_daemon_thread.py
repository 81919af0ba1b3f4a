import threading


def work():
    total = 0
    while True:
        total += 1


threading.Thread(target=work, daemon=True).start()
print("main ends first")
