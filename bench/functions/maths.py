import math
from collections import defaultdict
from functools import lru_cache, reduce
from itertools import accumulate, combinations, count, permutations, product


def prime_factors(n: int) -> list[int]:
    """
    Returns prime factors of n as a list.

    >>> prime_factors(100)
    [2, 2, 5, 5]
    """
    if not isinstance(n, int):
        raise TypeError("n must be an integer")
    if n <= 0:
        raise ValueError("Only positive integers have prime factors")
    pf = []
    while n % 2 == 0:
        pf.append(2)
        n = n // 2
    for i in range(3, int(math.sqrt(n)) + 1, 2):
        while n % i == 0:
            pf.append(i)
            n = n // i
    if n > 2:
        pf.append(n)
    return pf


def extended_euclid(a: int, b: int) -> tuple[int, int, int]:
    """Return (g, x, y) with a*x + b*y == g."""
    if b == 0:
        return (a, 1, 0)
    g, x, y = extended_euclid(b, a % b)
    return (g, y, x - (a // b) * y)


def chinese_remainder(residues, moduli):
    """
    >>> chinese_remainder([2, 3, 2], [3, 5, 7])
    23
    """
    if len(residues) != len(moduli):
        raise ValueError("lists differ in length")
    total = 0
    product_all = reduce(lambda a, b: a * b, moduli)
    for r, m in zip(residues, moduli):
        p = product_all // m
        total += r * pow(p, -1, m) * p
    return total % product_all


def miller_rabin(n, witnesses=(2, 3, 5, 7, 11, 13)):
    """Deterministic for n < 3 * 10**12."""
    if n < 2:
        return False
    for p in witnesses:
        if n % p == 0:
            return n == p
    d, s = n - 1, 0
    while not d & 1:
        d >>= 1
        s += 1
    for a in witnesses:
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


def is_perfect_power(n):
    """Smallest base b and exponent e > 1 with b**e == n, or None."""
    if n < 4:
        return None
    for e in range(2, n.bit_length() + 1):
        b = round(n ** (1 / e))
        for candidate in (b - 1, b, b + 1):
            if candidate > 1 and candidate ** e == n:
                return candidate, e
    return None


def continued_fraction(numerator, denominator):
    terms = []
    while denominator:
        quotient, remainder = divmod(numerator, denominator)
        terms.append(quotient)
        numerator, denominator = denominator, remainder
    return terms


def josephus(n, k):
    people = list(range(1, n + 1))
    order = []
    index = 0
    while people:
        index = (index + k - 1) % len(people)
        order.append(people.pop(index))
    return order


def digital_root_chain(limit):
    """How many numbers below limit end at 89."""
    squares = {str(d): d * d for d in range(10)}
    cache = {1: False, 89: True}

    def ends_at_89(n):
        if n in cache:
            return cache[n]
        nxt = sum(squares[ch] for ch in str(n))
        cache[n] = result = ends_at_89(nxt)
        return result

    return sum(1 for n in range(1, limit) if ends_at_89(n))


def partitions_up_to(n):
    @lru_cache(maxsize=None)
    def p(total, largest):
        if total == 0:
            return 1
        if total < 0 or largest == 0:
            return 0
        return p(total - largest, largest) + p(total, largest - 1)

    return [p(i, i) for i in range(n + 1)]


def totients(limit):
    phi = list(range(limit + 1))
    for p in range(2, limit + 1):
        if phi[p] == p:
            for multiple in range(p, limit + 1, p):
                phi[multiple] -= phi[multiple] // p
    return phi


def segmented_sieve(lo, hi):
    size = hi - lo + 1
    flags = bytearray([1]) * size
    for p in range(2, math.isqrt(hi) + 1):
        start = max(p * p, (lo + p - 1) // p * p)
        for multiple in range(start, hi + 1, p):
            flags[multiple - lo] = 0
    return [lo + i for i, f in enumerate(flags) if f and lo + i > 1]


def sieve_slices(limit):
    """Primes below limit."""
    is_prime = [True] * limit
    is_prime[0:2] = [False] * min(2, limit)
    for i in range(2, int(limit ** 0.5) + 1):
        if is_prime[i]:
            is_prime[i * i::i] = [False] * len(range(i * i, limit, i))
    return [i for i, prime in enumerate(is_prime) if prime]


def sieve_bytes(n):
    sieve = bytearray(b"\x01") * (n + 1)
    sieve[0] = sieve[1] = 0
    for i in range(2, int(n ** 0.5) + 1):
        if sieve[i]:
            sieve[i * i::i] = bytes(len(range(i * i, n + 1, i)))
    return sum(sieve)


def pythagorean_triples(perimeter_limit):
    counts = defaultdict(int)
    for a in range(1, perimeter_limit // 3):
        for b in range(a, (perimeter_limit - a) // 2):
            c = math.sqrt(a * a + b * b)
            if c == int(c) and a + b + c <= perimeter_limit:
                counts[a + b + int(c)] += 1
    return max(counts, key=counts.get)


def happy_number(n):
    seen = set()
    while n != 1 and n not in seen:
        seen.add(n)
        n = sum(int(digit) ** 2 for digit in str(n))
    return n == 1


def roman_to_int(s: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    total = 0
    previous = 0
    for ch in reversed(s.upper()):
        if ch not in values:
            raise ValueError(f"invalid numeral {ch!r}")
        value = values[ch]
        if value < previous:
            total -= value
        else:
            total += value
        previous = value
    return total


def int_to_roman(number):
    table = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"),
        (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
        (4, "IV"), (1, "I"),
    ]
    result = []
    for arabic, roman in table:
        (factor, number) = divmod(number, arabic)
        result.append(roman * factor)
        if number == 0:
            break
    return "".join(result)


def to_base(number, base):
    """
    >>> to_base(255, 16)
    'ff'
    """
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if not 2 <= base <= len(digits):
        raise ValueError("base out of range")
    if number == 0:
        return "0"
    negative = number < 0
    number = abs(number)
    out = ""
    while number:
        number, d = divmod(number, base)
        out = digits[d] + out
    return "-" + out if negative else out


def gray_codes(bits):
    return [format(i ^ (i >> 1), "0%db" % bits) for i in range(1 << bits)]


def pascal(rows):
    triangle = []
    for r in range(rows):
        row = [1] * (r + 1)
        for k in range(1, r):
            row[k] = triangle[r - 1][k - 1] + triangle[r - 1][k]
        triangle.append(row)
    return triangle


def digit_permutations(n):
    """Smallest cube-like: distinct permutations of the digits, sorted."""
    digits = str(n)
    return sorted({int("".join(p)) for p in permutations(digits)})


def magic_sums(limit):
    found = []
    for a, b, c in combinations(range(1, limit), 3):
        if a * a + b * b == c * c:
            found.append((a, b, c))
    return found


def collatz_longest(limit):
    lengths = {1: 1}
    best, best_start = 1, 1
    for start in range(2, limit):
        n = start
        steps = 0
        while n not in lengths:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        lengths[start] = lengths[n] + steps
        if lengths[start] > best:
            best, best_start = lengths[start], start
    return best_start, best


def newton_sqrt(value, tolerance=1e-12):
    if value < 0:
        raise ValueError("math domain error")
    if value == 0:
        return 0.0
    guess = value
    while abs(guess * guess - value) > tolerance * value:
        guess = (guess + value / guess) / 2
    return guess


def simpson(a, b, n):
    """Integral of x*sin(x)."""
    def f(x):
        return x * math.sin(x)

    if n % 2:
        n += 1
    h = (b - a) / n
    total = f(a) + f(b)
    for i, x in enumerate(a + j * h for j in range(1, n)):
        total += (4 if i % 2 == 0 else 2) * f(x)
    return total * h / 3


def first_triangular_with(divisors):
    for n in count(1):
        t = n * (n + 1) // 2
        found = sum(2 for i in range(1, int(t ** 0.5) + 1) if t % i == 0)
        if found > divisors:
            return t


def lcm_range(n):
    return reduce(lambda a, b: a * b // math.gcd(a, b), range(1, n + 1), 1)


def fib_mod(n, m):
    def multiply(x, y):
        return [
            [sum(x[i][k] * y[k][j] for k in range(2)) % m for j in range(2)]
            for i in range(2)
        ]

    result = [[1, 0], [0, 1]]
    base = [[1, 1], [1, 0]]
    while n:
        if n & 1:
            result = multiply(result, base)
        base = multiply(base, base)
        n >>= 1
    return result[0][1]


def dice_counts(sides, dice):
    counts = {}
    for roll in product(range(1, sides + 1), repeat=dice):
        total = sum(roll)
        counts[total] = counts.get(total, 0) + 1
    return counts


def running_maximum(values):
    return list(accumulate(values, max))


def hamming_numbers(n):
    h = [1]
    i2 = i3 = i5 = 0
    while len(h) < n:
        x2, x3, x5 = 2 * h[i2], 3 * h[i3], 5 * h[i5]
        x = min(x2, x3, x5)
        h.append(x)
        if x == x2:
            i2 += 1
        if x == x3:
            i3 += 1
        if x == x5:
            i5 += 1
    return h[:n]


CALLS = {
    "prime_factors": [(360,), (97,), (2 * 3 * 5 * 7 * 11 * 13,)],
    "extended_euclid": [(240, 46), (7, 0)],
    "chinese_remainder": [([2, 3, 2], [3, 5, 7])],
    "miller_rabin": [(1000003,), (1,), (561,), (2 ** 31 - 1,)],
    "is_perfect_power": [(3 ** 7,), (2,), (97,), (1024,)],
    "continued_fraction": [(649, 200), (-7, 3)],
    "josephus": [(41, 3), (1, 1), (0, 2)],
    "digital_root_chain": [(500,)],
    "partitions_up_to": [(20,), (0,)],
    "totients": [(50,), (0,)],
    "segmented_sieve": [(100, 200), (1, 20)],
    "sieve_slices": [(100,), (3,), (2,)],
    "sieve_bytes": [(1000,), (10,)],
    "pythagorean_triples": [(120,)],
    "happy_number": [(19,), (4,)],
    "roman_to_int": [("MCMXCIV",), ("",)],
    "int_to_roman": [(1994,), (0,)],
    "to_base": [(255, 16), (-10, 2), (0, 3)],
    "gray_codes": [(4,), (1,)],
    "pascal": [(8,), (0,)],
    "digit_permutations": [(1223,)],
    "magic_sums": [(30,)],
    "collatz_longest": [(300,)],
    "newton_sqrt": [(2.0,), (0.0,)],
    "simpson": [(0.0, 3.0, 101)],
    "first_triangular_with": [(30,)],
    "lcm_range": [(20,)],
    "fib_mod": [(10 ** 6, 10 ** 9 + 7), (0, 7)],
    "dice_counts": [(6, 3)],
    "running_maximum": [([3, 1, 4, 1, 5],), ([],)],
    "hamming_numbers": [(30,)],
}
EITHER = {
    "prime_factors": [(0,), (2.0,)],
    "chinese_remainder": [([1], [2, 3]), ([1, 2], [4, 6])],
    "roman_to_int": [("MQ",)],
    "to_base": [(1, 99)],
    "newton_sqrt": [(-1.0,), (4,)],
    "pythagorean_triples": [(5,)],
}
FALLS_BACK = {}
