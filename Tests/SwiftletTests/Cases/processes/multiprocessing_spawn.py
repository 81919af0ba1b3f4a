import multiprocessing
import os
import sys


def work(queue, number):
    queue.put((number * number, sys.argv[1:], __name__, sys.orig_argv[0]))


if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=work, args=(queue, 5))
    process.start()
    print(queue.get())
    process.join()
    print(process.exitcode)
