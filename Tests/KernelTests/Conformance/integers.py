"""Integers: rounding, overflow, zero, shifts, powers, bool."""

BIG = 2**63 - 1
SMALL = -(2**63)


def floor_divide(a, b):
    return a // b


def remainder(a, b):
    return a % b


def both(a, b):
    return divmod(a, b)


def true_divide(a, b):
    return a / b


def add(a, b):
    return a + b


def subtract(a, b):
    return a - b


def multiply(a, b):
    return a * b


def negate(a):
    return -a


def absolute(a):
    return abs(a)


def shift_left(a, b):
    return a << b


def shift_right(a, b):
    return a >> b


def bits(a, b):
    return a & b, a | b, a ^ b, ~a


def power(a, b):
    return a ** b


def square_and_cube(a):
    return a ** 2, a ** 3


def power_modulo(a, b, m):
    return pow(a, b, m)


def augmented(a, b):
    a += b
    a *= 3
    a -= b
    a //= 2
    a %= 1000
    a <<= 3
    a >>= 1
    a |= 1
    a ^= b
    a &= 0xFFFF
    return a


def masked_hash(text):
    h = 5381
    for c in text:
        h = (h * 33 + c) & 0xFFFFFFFF
    return h


def unmasked_hash(text):
    h = 5381
    for c in text:
        h = h * 33 + c
    return h


def full_mask(a, b):
    return (a * b) & (2**64 - 1)


def generator(seed, count):
    state = seed
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
    return state


def xorshift(seed, count):
    x = seed
    for _ in range(count):
        x ^= (x << 13) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 7
        x ^= (x << 17) & 0xFFFFFFFFFFFFFFFF
    return x


def late_overflow(n):
    total = 1
    for i in range(n):
        total = total * 10 + i
    return total


def greatest_divisor(a, b):
    while b:
        a, b = b, a % b
    return a


def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps


def digits(n):
    total = 0
    while n > 0:
        total += n % 10
        n //= 10
    return total


def compare(a, b):
    return a < b, a <= b, a == b, a != b, a >= b, a > b


def to_integer(x):
    return int(x)


def truth(a):
    return bool(a), not a


def smallest(a, b, c):
    return min(a, b, c), max(a, b), min(a, c)


def bit_length(a):
    return a.bit_length()


SMALL_PAIRS = [(-7, 2), (7, -2), (7, 2), (-7, -2), (-7, 3), (0, 5), (6, 3), (-6, 3)]
BIG_PAIRS = [(BIG, 2), (SMALL, 3), (SMALL, 1), (BIG, -1), (1, BIG), (-1, BIG)]
PAIRS = SMALL_PAIRS + BIG_PAIRS
WIDE = [(2**64, 3), (3, 2**64), (-(2**70), -7)]

CALLS = {
    "floor_divide": PAIRS,
    "remainder": PAIRS + [(SMALL, -1)],
    "both": PAIRS,
    "true_divide": SMALL_PAIRS + [(1, 3), (0, -5), (4503599627370497, 2)],
    "add": [(1, 2), (BIG, 0), (BIG - 1, 1), (SMALL, BIG), (-1, -1)],
    "subtract": [(1, 2), (SMALL, 0), (BIG, BIG), (SMALL, SMALL), (-1, BIG)],
    "multiply": [(3, 4), (10**9, 10**9), (BIG, 1), (SMALL, 1), (BIG, -1),
                 (0, SMALL), (2**31, 2**31), (-(2**31), 2**32)],
    "negate": [(5,), (0,), (-5,), (BIG,)],
    "absolute": [(5,), (0,), (-5,), (BIG,), (-BIG,)],
    "shift_left": [(1, 3), (1, 62), (0, 10), (-5, 2), (5, 0), (3, 61)],
    "shift_right": [(5, 1), (5, 100), (-5, 1), (-5, 100), (SMALL, 63), (BIG, 64),
                    (-1, 0), (0, 10**12)],
    "bits": [(12, 10), (-1, 255), (SMALL, BIG), (0, 0), (-7, -9)],
    "power": [(2, 10), (0, 0), (-2, 3), (-1, 1001), (1, 10**9), (10, 18), (3, 39),
              (2, 62), (-2, 63), (0, 5), (7, 1)],
    "square_and_cube": [(3,), (-4,), (0,), (2_000_000,)],
    "power_modulo": [(3, 5, 7), (2, 10, 1000), (-3, 5, 7), (3, 5, -7), (0, 0, 5),
                     (10**9, 10**9, 10**9 + 7), (5, 3, 1), (5, 0, 1)],
    "augmented": [(10, 3), (-10, 7), (123456, -5), (0, 0)],
    "masked_hash": [(list(b"hello"),), ([],), (list(b"x" * 500),),
                    ([2**31] * 20,), ([-1] * 9,)],
    "unmasked_hash": [(list(b"hello"),), ([],)],
    "full_mask": [(3, 4), (2**31, 2**30)],
    "generator": [(42, 10), (0, 0), (1, 1000)],
    "xorshift": [(1, 1)],
    "late_overflow": [(5,), (0,), (18,)],
    "greatest_divisor": [(48, 18), (18, 48), (0, 5), (5, 0), (-48, 18), (48, -18)],
    "collatz": [(27,), (1,), (97,)],
    "digits": [(12345,), (0,), (BIG,), (-5,)],
    "compare": [(1, 2), (2, 2), (3, 2), (SMALL, BIG)],
    "to_integer": [(2.7,), (-2.7,), (-0.0,), (0.5,), (1e15,), (9.2e18,), (-9.2e18,),
                   (5e-324,)],
    "truth": [(0,), (1,), (-1,), (BIG,)],
    "smallest": [(3, 1, 2), (1, 1, 1), (SMALL, BIG, 0)],
    "bit_length": [(0,), (1,), (255,), (256,), (-255,), (BIG,), (SMALL,)],
}

FALLS_BACK = {
    "floor_divide": [(7, 0), (0, 0), (SMALL, -1)] + WIDE,
    "remainder": [(7, 0), (0, 0)] + WIDE,
    "both": [(7, 0), (SMALL, -1)] + WIDE,
    "true_divide": [(7, 0), (0, 0)] + WIDE,
    "add": [(BIG, 1), (SMALL, -1), (BIG, BIG)] + WIDE,
    "subtract": [(SMALL, 1), (0, SMALL), (BIG, -1)] + WIDE,
    "multiply": [(10**18, 10**18), (SMALL, -1), (2**32, 2**31)] + WIDE,
    "negate": [(SMALL,), (2**63,), (2**64,)],
    "absolute": [(SMALL,), (-(2**70),)],
    "shift_left": [(1, 64), (1, -1), (1, 63), (3, 62), (0, -1), (1, 2**70)],
    "shift_right": [(1, -1), (2**70, 3)],
    "power": [(10, 19), (2, -1), (0, -1), (2, 63), (3, 41), (2, 10**6)],
    "square_and_cube": [(2**31,), (4_000_000_000,)],
    "power_modulo": [(3, 5, 0)],
    "unmasked_hash": [(list(b"x" * 100),)],
    "late_overflow": [(19,), (30,)],
    "to_integer": [(1e20,), (float("nan"),), (float("inf"),), (-1e19,), (9.3e18,)],
}

EITHER = {
    # Exact above 2**53 too, which takes more than a machine's division.
    "true_divide": BIG_PAIRS + [
        (9007199254740993, 3), (9007199254740993, -3), (BIG, 3), (SMALL, 7),
        (BIG, BIG), (10**18 + 1, 10**18 - 1), (9007199254740993, 1),
        (9007199254740995, 1)],
    "shift_left": [(-1, 63)],
    "full_mask": [(2**62, 3), (BIG, BIG), (SMALL, -1), (-1, 1), (-1, 5)],
    "xorshift": [(88172645463325252, 3), (88172645463325252, 200)],
    "power_modulo": [(3, -1, 7), (2, -1, 4), (2**40, 3, 2**62)],
    "collatz": [(837799,)],
    "to_integer": [("  12_3 ",), ("x",), (True,), (7,), (2**70,)],
    "add": [(True, 2), (1.5, 2), ("a", "b"), ([1], [2]), (None, 1)],
    "negate": [(True,), (1.5,)],
    "floor_divide": [(True, 1), (7.5, 2), (7, 2.0)],
    "bits": [(True, False), (2**64, 1), (1.0, 2)],
    "compare": [(2**53 + 1, float(2**53)), (True, 1), (2**64, 2**64)],
    "smallest": [(1, 1.0, True), (2**70, 1, 2)],
    "masked_hash": [((1, 2, 3),), (b"abc",), ([True, False],), ([1.5],), ("ab",)],
}

MAY_BE_SKELETONS = ["bit_length", "power_modulo", "full_mask", "xorshift"]
