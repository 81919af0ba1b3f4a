"""Names and control: operands, loop variables, ranges, else, break."""


def choose_or(a, b):
    return a or b


def choose_and(a, b):
    return a and b


def chained(a, b, c):
    return a < b < c, a == b == c, a < b > c


def chained_once(values):
    calls = 0
    for i in range(len(values)):
        if 0 <= values[i] < 10 <= values[i] + 10:
            calls += 1
    return calls


def last_value(n):
    i = -1
    for i in range(n):
        pass
    return i


def last_value_unbound(n):
    for i in range(n):
        pass
    return i


def last_element(values):
    v = 0.5
    for v in values:
        if v > 100.0:
            break
    return v


def bound_once(n):
    count = 0
    for _ in range(n):
        n = 0
        count += 1
    return count, n


def assigned_in_body(n):
    seen = []
    for i in range(n):
        seen.append(i)
        i = i + 10
        seen.append(i)
    return seen


def steps(start, stop, step):
    seen = []
    for i in range(start, stop, step):
        seen.append(i)
    return seen


def step_total(start, stop, step):
    total = 0
    i = 99
    for i in range(start, stop, step):
        total += 1
        if total > 50:
            break
    return total, i


def for_else(values, wanted):
    for i, value in enumerate(values):
        if value == wanted:
            where = i
            break
    else:
        where = -1
    return where


def while_else(n, stop):
    i = 0
    while i < n:
        if i == stop:
            result = i * 100
            break
        i += 1
    else:
        result = -i
    return result


def nested_break(rows, columns):
    found = 0
    for i in range(rows):
        for j in range(columns):
            if i * j > 20:
                break
            if (i + j) % 3 == 0:
                continue
            found += i * 10 + j
        else:
            found += 1000
    return found


def continues(n):
    total = 0
    for i in range(n):
        if i % 2:
            continue
        if i % 3 == 0:
            continue
        total += i
    return total


def early_return(values):
    for i in range(len(values)):
        if values[i] < 0:
            return i
    return len(values)


def return_in_while(n):
    while True:
        n -= 3
        if n < 0:
            return n


def elif_chain(n):
    if n < 0:
        return -1
    elif n == 0:
        return 0
    elif n < 10:
        return 1
    else:
        return 2


def sometimes_unbound(n):
    if n > 5:
        x = n
    return x


def unbound_in_loop(values):
    for value in values:
        if value > 3:
            best = value
    return best


def no_return(n):
    total = 0
    for i in range(n):
        total += i


def sometimes_none(n):
    if n > 3:
        return n


def with_pass(n):
    for _ in range(n):
        pass
    while n > 0:
        n -= 1
    return n


def asserts(n):
    assert n >= 0, "negative"
    return n * 2


def raises(n):
    if n < 0:
        raise ValueError("negative")
    return n * 2


def raises_in_loop(values):
    total = 0
    for value in values:
        if value < 0:
            raise ValueError("negative")
        total += value
    return total


def try_break(n):
    total = 0
    for i in range(n):
        try:
            if i == 3:
                break
            total += i
        finally:
            total += 100
    return total


def caught(values):
    total = 0.0
    for value in values:
        try:
            total += 1.0 / value
        except ZeroDivisionError:
            total += 1000.0
    return total


def enumerate_from(values):
    total = 0
    for i, value in enumerate(values, 5):
        total += i * value
    return total


def zipped(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
    return total


def reversed_loop(values):
    out = []
    for value in reversed(values):
        out.append(value)
    return out


def reversed_range(n):
    out = []
    for i in reversed(range(n)):
        out.append(i)
    return out


def shadowed_builtin(values):
    len = 3
    total = 0
    for value in values:
        total += value * len
    return total


def comprehension(values):
    i = 42
    squares = [i * i for i in values]
    return squares, i


def filtered(values):
    return [v * 2 for v in values if v > 1]


def nested_comprehension(n):
    return [[i * j for j in range(n)] for i in range(n)]


def generator_total(values):
    return sum(v * v for v in values)


def any_all(values):
    return any(v > 3 for v in values), all(v > 0 for v in values)


def walrus(values):
    total = 0
    for v in values:
        if (half := v // 2) > 1:
            total += half
    return total


def conditional(n):
    return "big" if n > 10 else "small"


def swap(a, b):
    a, b = b, a
    a, b = b + 1, a + 1
    return a, b


def rotate(a, b, c):
    for _ in range(4):
        a, b, c = b, c, a
    return a, b, c


def chained_assignment(n):
    a = b = n + 1
    a += 1
    return a, b


def default_argument(a, b=10):
    return a * b


def unpacks(pairs):
    total = 0
    for (a, b), c in pairs:
        total += a * b + c
    return total


def starred(values):
    first, *rest = values
    return first, rest


def annotated(n: int) -> int:
    total: int = 0
    for i in range(n):
        total += i
    return total


HUGE = 2**62

CALLS = {
    "choose_or": [(1, 2), (0, 2), (0, 0)],
    "choose_and": [(1, 2), (0, 2), (3, 0)],
    "chained": [(1, 2, 3), (2, 2, 2), (1, 3, 2), (3, 2, 1)],
    "chained_once": [([1, 5, 12, -3],), ([],)],
    "last_value": [(5,), (1,), (0,), (-3,)],
    "last_value_unbound": [(5,), (1,)],
    "last_element": [([1.0, 2.0],), ([],), ([1.0, 200.0, 3.0],)],
    "bound_once": [(4,), (0,), (1,)],
    "assigned_in_body": [(3,), (0,)],
    "steps": [(0, 5, 1), (5, 0, -1), (0, 10, 3), (10, 0, -3), (5, 5, 1), (0, 5, -1),
              (-3, 3, 2), (0, 3, 100)],
    "step_total": [(0, 10, 3), (0, 5, HUGE), (HUGE, HUGE + 10, 2),
                   (2**63 - 5, 2**63 - 1, 3), (-(2**63), -(2**63) + 4, 3),
                   (2**63 - 1, -(2**63), -(2**62)), (0, 2**63 - 1, 2**62),
                   (-(2**63) + 4, -(2**63), -3), (5, 0, 1)],
    "for_else": [([1, 2, 3], 2), ([1, 2, 3], 9), ([], 1)],
    "while_else": [(5, 3), (5, 9), (0, 0)],
    "nested_break": [(6, 7), (0, 5), (5, 0), (20, 20)],
    "continues": [(20,), (0,)],
    "early_return": [([1, 2, -3, 4],), ([],), ([1],)],
    "return_in_while": [(10,), (-1,)],
    "elif_chain": [(-5,), (0,), (5,), (50,)],
    "no_return": [(5,), (0,)],
    "with_pass": [(5,), (0,), (-4,)],
    "asserts": [(5,), (0,)],
    "raises": [(5,), (0,)],
    "raises_in_loop": [([1, 2],), ([],)],
    "enumerate_from": [([1, 2, 3],), ([],)],
    "zipped": [([1, 2, 3], [4, 5, 6]), ([1, 2, 3], [4]), ([], [1])],
    "reversed_loop": [([1, 2, 3],), ([],)],
    "reversed_range": [(4,), (0,), (-1,)],
    "shadowed_builtin": [([1, 2],), ([],)],
    "comprehension": [([1, 2, 3],), ([],)],
    "filtered": [([1, 2, 3],), ([],)],
    "nested_comprehension": [(3,), (0,)],
    "generator_total": [([1, 2, 3],), ([],)],
    "any_all": [([1, 2, 5],), ([],), ([-1],)],
    "walrus": [([1, 8, 5],), ([],)],
    "swap": [(1, 2)],
    "rotate": [(1, 2, 3)],
    "chained_assignment": [(4,)],
    "annotated": [(10,), (0,)],
    "unpacks": [([((1, 2), 3), ((4, 5), 6)],), ([],)],
    "default_argument": [(2, 3)],
}

FALLS_BACK = {
    "last_value_unbound": [(0,), (-1,)],
    "steps": [(0, 5, 0)],
    "step_total": [(0, 5, 0), (0, 2**70, 2**69)],
    "asserts": [(-1,)],
    "raises": [(-1,)],
    "raises_in_loop": [([1, -2, 3],)],
}

EITHER = {
    "choose_or": [("", 2), (0.0, 1), ([], [1]), (None, None)],
    "choose_and": [("", 2), (1.5, [])],
    "last_element": [([1, 2],), ((5.0,),), (["a"],)],
    "sometimes_unbound": [(10,), (1,)],
    "unbound_in_loop": [([1, 5],), ([1],), ([],)],
    "sometimes_none": [(5,), (1,)],
    "try_break": [(2,), (10,)],
    "caught": [([1.0, 2.0],), ([0.0, 1.0],), ([],)],
    "conditional": [(5,), (50,)],
    "default_argument": [(2,), (2.5,)],
    "starred": [([1, 2, 3],), ([1],), ([],)],
    "zipped": [((1, 2), [3, 4]), ([1.5], [2])],
    "for_else": [([1, 2.0, 3], 2), ([1, True], 1), (["a"], "a")],
    "filtered": [([1.5, 0.5],), ([2, 1.5, True],), ((5, 1),)],
    "generator_total": [([1.5],), ([2**40],), ([1, 0.1],)],
    "comprehension": [([2**40],), ([0.5],)],
    "unpacks": [([[(1, 2), 3]],), ([((1, 2, 3), 4)],)],
    "annotated": [(2.5,), (True,)],
}

MAY_BE_SKELETONS = [
    "sometimes_unbound", "unbound_in_loop", "sometimes_none", "try_break", "caught",
    "conditional", "starred", "any_all", "generator_total", "walrus",
    "nested_comprehension", "unpacks", "default_argument", "reversed_loop",
    "reversed_range", "shadowed_builtin", "filtered", "comprehension", "choose_or",
    "choose_and", "chained_assignment"]
