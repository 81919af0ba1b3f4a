"""Counts sums of two squares in ranges, a worker for each."""
# label: port
import multiprocessing


def sums_in(bounds):
    first, last = bounds
    found = 0
    for n in range(first, last):  # HOT
        a = 0
        while 2 * a * a <= n:
            rest = n - a * a
            b = a
            while b * b < rest:
                b += 1
            if b * b == rest:
                found += 1
                break
            a += 1
    return found


if __name__ == "__main__":
    step = 2300
    jobs = [(start, start + step) for start in range(1, 9200, step)]
    with multiprocessing.Pool(2) as pool:
        print(sum(pool.map(sums_in, jobs)))
