def count(n):
    while True:
        sent = yield n
        n += sent or 1


def chain(n):
    yield from count(n)


generator = chain(5)
print(next(generator), generator.send(10), sum(next(generator) for _ in range(50_000)))
try:
    generator.throw(ValueError("thrown"))
except ValueError as error:
    print(error, error.__traceback__.tb_next.tb_lineno)
generator.close()
