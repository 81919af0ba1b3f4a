# A conjecture tried once, from the shell.
# label: stay (not-reused)
# run: -c


def steps(limit):
    most = 0
    for n in range(1, limit):  # HOT
        a = n
        k = 0
        while a > 9:
            b = 1
            while a > 0:
                b *= a % 10
                a //= 10
            a = b
            k += 1
        if k > most:
            most = k
    return most


print(steps(2_200_000))
