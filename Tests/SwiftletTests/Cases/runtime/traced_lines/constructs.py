import asyncio
def while_true(n):
    while True:
        n -= 1
        if n < 0:
            break
    return n
def while_cond(n):
    while n > 0:
        n -= 1
def while_else(n):
    while n > 0:
        n -= 1
        if n == 100:
            break
    else:
        n = 7
    return n
def one(n):
    while n: n -= 1
def falls(a):
    if a:
        b = 1
    else:
        b = 2
def falls2(a):
    for i in range(a):
        if i == 1:
            continue
        if i == 2:
            return i
    else:
        a = 2
def only_pass(): pass
def doc():
    """x"""
def doc_only_return(): return 1
def gen(n):
    for i in range(n):
        yield i
def gen2():
    x = yield
    while x:
        x = yield x
async def agen(n):
    for i in range(n):
        yield i
async def co(n):
    t = 0
    async for i in agen(n):
        t += i
        if i == 5:
            return t
    async for i in agen(n):
        if i == 3: break
    return t + sum([x async for x in agen(3)])
def handles(n):
    for i in range(n):
        try:
            1 / (i - 1)
        except ZeroDivisionError:
            continue
        finally:
            i = 2
def withs(n):
    import contextlib
    for i in range(n):
        with contextlib.suppress(ValueError):
            if i == 1:
                break
            raise ValueError
def nested(n):
    for i in range(n):
        for j in range(i):
            if j == 2: break
        else:
            continue
        break
def multi(
    a,
    b=[x for x in (1, 2)],
):
    f = lambda x: (
        x
        + 1)
    g = lambda: 2
    return (f(a) + g() +
            sum(x
                for x in b
                if x))
def lines(n):
    while n > 0: n -= 1; m = n
    for i in range(3): pass
    for i in []: pass
    return [
        i
        for i in range(2)
    ]
def closure(n):
    k = 0
    def inner():
        nonlocal k
        for _ in range(n):
            k += 1
    inner()
    class C:
        vals = [i for i in range(n)]
        for q in range(2):
            pass
        def m(self):
            while 1:
                return __class__
    return C().m()
def raises(n):
    for i in range(n):
        raise KeyError(i)
def match(n):
    match n:
        case 1:
            return 1
        case [a, b]:
            for x in (a, b):
                pass
    while n != 1 and n != 3:
        n = 1
def elif_chain(n):
    if n == 1:
        pass
    elif n == 2:
        while n:
            n -= 1
    elif n == 3:
        return
def trywhile(n):
    try:
        while True:
            n -= 1
            if n < 0:
                raise ValueError
    except ValueError:
        pass
    finally:
        n = 0
def whilebreakfor():
    for i in range(3):
        while i:
            i -= 1
        else:
            break
        i = 3
    while 0:
        pass
    while not i:
        if i == 0:
            i = 1
            continue
        break
def run():
    while_true(3); while_cond(3); while_else(3); while_else(102); one(3); falls(0); falls(1); falls2(1); falls2(4)
    only_pass(); doc(); doc_only_return(); list(gen(3)); g = gen2(); next(g); g.send(1); g.send(2)
    try: g.send(0)
    except StopIteration: pass
    asyncio.run(co(8)); asyncio.run(co(4))
    handles(3); withs(3); nested(5); multi(1); lines(3); closure(2)
    try: raises(2)
    except KeyError: pass
    match(1); match([1, 2]) ; match(5); elif_chain(1); elif_chain(2); elif_chain(3)
    trywhile(3); whilebreakfor()
    long_condition(3, 1); last_while(1); last_for(2)
    for bad in (5, None):
        try:
            for x in bad: pass
        except TypeError as e: print(e, e.__traceback__.tb_lineno)
    async def bad():
        async for x in [1]: pass
    class A:
        def __aiter__(self): return 5
    async def bad2():
        async for x in A(): pass
    for b in (bad, bad2):
        try: asyncio.run(b())
        except TypeError as e: print(e)
def long_condition(n, m):
    while (n > 0 and
           (m or
            n)):
        n -= 1
        m = not m
    while [q for q in (n,)
           if q]:
        n -= 1
    while (
        n < 3
    ):
        if n:
            n += 1
            continue
        n += 2
    while True:
        if n:
            break
    if n:
        while n:
            n -= 1
    else:
        n = 4
def last_while(n):
    while n:
        n -= 1
def last_for(n):
    for _ in range(n):
        with open("/dev/null") as f:
            try:
                pass
            finally:
                return f.closed
def module_level():
    pass
