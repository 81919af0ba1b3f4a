"""Functions inside functions, lambdas, and keyword arguments."""


def pairs_over(values, limit):
    def over(a, b=1):
        return a * b > limit

    found = 0
    for v in values:
        if over(v) or over(v, b=2):
            found += 1
    return found


def sees_the_variable(n):
    scale = 1

    def scaled(x):
        return x * scale

    total = 0
    for i in range(n):
        scale = i
        total += scaled(10)
    return total


def fills(n):
    out = []

    def go(k):
        if k == 0:
            return
        out.append(k)
        go(k - 1)
        other(k)

    def other(k):
        if k % 2:
            out.append(-k)

    go(n)
    return out


def own_names(n):
    x = 5

    def inner(y):
        x = y * 2
        return x

    return inner(n) + x


def two_deep(n):
    base = 3

    def outer(a):
        def inner(b):
            return a * b + base
        return inner(a + 1)

    return [outer(i) for i in range(n)]


def with_lambda(values):
    square = lambda v: v * v
    return [square(v) for v in values] + [square(2)]


def factorial_inside(n):
    def fact(k):
        return 1 if k < 2 else k * fact(k - 1)
    return fact(n)


def called_too_early(n):
    if n > 3:
        return late(n)

    def late(k):
        return k + 1
    return late(n)


def unbound_around(flag):
    def use():
        return value
    if flag:
        value = 3
    return use()


def between(values, *, low=0.0, high=1.0):
    return [v for v in values if low <= v <= high]


def both_kinds(a: int, b: int = 2, *, c: int, d: int = 4):
    return a * 1000 + b * 100 + c * 10 + d


def calls_both_kinds(n):
    return both_kinds(n, c=3) + both_kinds(n, 5, d=1, c=0)


def n_queens(n):
    board = [-1] * n
    solutions = []

    def safe(row, col):
        return all(board[r] != col and abs(board[r] - col) != row - r
                   for r in range(row))

    def solve(row):
        if row == n:
            solutions.append(board[:])
            return
        for col in range(n):
            if safe(row, col):
                board[row] = col
                solve(row + 1)

    solve(0)
    return solutions


def lambda_own(x):
    n = len(x)
    y = sorted(x, key=lambda n: -n)
    n = [n, sum(x for x in y for x in (x, 1))]
    return n, y, [[x for x in range(n)] for n in y], x


def kept_lambda(xs):
    k = 2
    times = lambda v: v * k
    before = times(xs[0])
    k = "ab"
    return before, [x * 2 for x in xs], k


CALLS = {
    "lambda_own": [([3, 1, 2],)],
    "kept_lambda": [([3, 1],)],
    "pairs_over": [([1, 5, 9], 7), ([], 0)],
    "sees_the_variable": [(4,), (0,)],
    "fills": [(5,), (0,)],
    "own_names": [(4,)],
    "two_deep": [(4,)],
    "with_lambda": [([1, 2, 3],), ([],)],
    "factorial_inside": [(10,)],
    "called_too_early": [(2,)],
    "unbound_around": [(True,)],
    "between": [([0.5, 1.5, -1.0],)],
    "calls_both_kinds": [(7,)],
    "n_queens": [(5,), (1,)],
}

FALLS_BACK = {
    "factorial_inside": [(30,)],
    "called_too_early": [(5,)],
    "unbound_around": [(False,)],
    "between": [([0.5], 0.0)],
}
