from concurrent.futures import ThreadPoolExecutor


def work(number):
    return sum(i % 7 for i in range(number * 1000))


with ThreadPoolExecutor(4) as pool:
    print(list(pool.map(work, range(8))))
