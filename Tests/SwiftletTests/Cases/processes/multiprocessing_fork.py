#: environment PYTHONWARNINGS=error
import multiprocessing


def square(number):
    return sum(number * number for _ in range(1000))


if __name__ == "__main__":
    context = multiprocessing.get_context("fork")
    process = context.Process(target=square, args=(3,))
    process.start()
    process.join()
    print(process.exitcode)
    queue = context.SimpleQueue()
    processes = [
        context.Process(target=lambda n=n: queue.put((n, square(n))))
        for n in range(3)
    ]
    for process in processes:
        process.start()
    print(sorted(queue.get() for _ in processes))
    for process in processes:
        process.join()
