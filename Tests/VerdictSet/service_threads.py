"""Threads that compute checksums while others wait for the disk."""
# label: stay (io)
import threading
import time
import zlib


def fetch(results, n):
    for k in range(n):  # HOT
        time.sleep(0.04)
        results.append(zlib.crc32(b"block" * 200, k))


def main():
    results = []
    threads = [threading.Thread(target=fetch, args=(results, 30)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(len(results))


if __name__ == "__main__":
    main()
