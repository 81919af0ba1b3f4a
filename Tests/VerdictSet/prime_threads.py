"""Checks candidate primes in four threads, which does not help."""
# label: port
import threading


def count_primes(low, high, results, place):
    count = 0
    for n in range(low, high):  # HOT
        d = 2
        prime = n > 1
        while d * d <= n:
            if n % d == 0:
                prime = False
                break
            d += 1
        if prime:
            count += 1
    results[place] = count


results = [0] * 4
threads = [threading.Thread(target=count_primes, args=(k * 60_000, (k + 1) * 60_000, results, k)) for k in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sum(results))
