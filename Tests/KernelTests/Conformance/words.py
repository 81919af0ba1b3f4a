"""Ints under masks of 64 bits: generators and hashes written by hand."""

MASK = 0xFFFFFFFFFFFFFFFF
ALSO_MASK = (1 << 64) - 1
PRIME = 0x100000001B3
TOP = 2**64 - 1
BIG = 2**63 - 1
SMALL = -(2**63)


def congruential(seed, n):
    x = seed
    total = 0
    for _ in range(n):
        x = (x * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        total += x >> 33
    return x, total


def splitmix(seed, n):
    out = []
    for _ in range(n):
        seed = (seed + 0x9E3779B97F4A7C15) & MASK
        z = seed
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        out.append(z ^ (z >> 31))
    return out


def xorshift_in_place(x, n):
    for _ in range(n):
        x ^= x << 13
        x &= ALSO_MASK
        x ^= x >> 7
        x ^= x << 17
        x &= ALSO_MASK
    return x


def xorshift_starred(x, n):
    mask = (1 << 64) - 1
    total = 0.0
    for _ in range(n):
        x ^= x >> 12
        x ^= (x << 25) & mask
        x ^= x >> 27
        total += ((x * 2685821657736338717) & mask) / 2**64
    return x, total


def fowler_noll_vo(data):
    h = 0xCBF29CE484222325
    for byte in data:
        h ^= byte
        h *= PRIME
        h &= MASK
    return h


def modulo_power(items):
    h = 5381
    for item in items:
        h = (h * 33 + item) % 2**64
    return h


def rotate(x, k):
    return ((x << k) | (x >> (64 - k))) & MASK


def rotations(state, n):
    a, b = state
    out = []
    for _ in range(n):
        out.append((a + b) & MASK)
        b ^= a
        a = rotate(a, 24) ^ b ^ ((b << 16) & MASK)
        b = rotate(b, 37)
    return out


def masked_twice(a, b):
    return (a * b & MASK) + 1 & MASK, ~a & MASK, -b & MASK, (a - b) & MASK


def lowest_bit(x):
    x &= MASK
    return x & -x, x & (x - 1), x & ~1, x & -2


def operators(a, b):
    a &= MASK
    b &= MASK
    return a | b, a ^ b, a & b, a & 0xFF, a // b, a % b, a / b, divmod(a, b)


def with_small(a, b):
    a &= MASK
    return a // b, a % b, a | b, a ^ b, a & b, a >> b, min(a, b), max(a, b)


def sums(a, b):
    a &= MASK
    return a + b, a * 2, a - b, a << 1


def order(a, b):
    a &= MASK
    return a < b, a <= b, a == b, a != b, a > b, a >= b, b < a, bool(a)


def order_words(a, b):
    a &= MASK
    b &= MASK
    return a < b, a <= b, a == b, a != b, a > b, a >= b


def as_float(a):
    a &= MASK
    return float(a), a * 0.5, a / 2**64, a / 3, a / (1 << 64), int(a)


def from_outside(x, items):
    total = 0
    for item in items:
        total ^= item
    return x >> 1, total, x.bit_length(), x % 1000


def table(n):
    values = [0] * n
    h = 1
    for i in range(n):
        h = (h * 0x9E3779B97F4A7C15) & MASK
        values[i] = h
    return values, values[h % n], values[h & (n - 1)]


def multiply_modulo(a, b, m):
    return (a * b) % m


def linear_modulo(a, b, c, m):
    return (a * b + c) % m, (a * b - c) % m


def power_modulo(base, exponent, modulus):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        exponent >>= 1
        base = base * base % modulus
    return result


def high_half(a, b):
    return (a * b) >> 64, (a * b) >> 32 & 0xFFFF


def high_word(a, b):
    x = a & BIG
    y = b & BIG
    return (x * y) >> 64, (x * y) >> 63


def mixed_with_signed(a):
    kept = a
    h = a & MASK
    return kept, h


def masked_parameter(a, m):
    mask = m & 0xFFFF
    return (a * a) & mask, (a << 3) & mask


def shifted(a, k):
    return (a << k) & MASK, (a << k) & 0xFFFFFFFF


WORDS = [(TOP, TOP), (0, 0), (1, 1), (2**63, 2**63), (BIG, 2), (2**63, 1),
         (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9), (12345, 678)]
DIVISIBLE = [pair for pair in WORDS if pair[1]]
CALLS = {
    "congruential": [(2**63 + 1, 10), (42, 0), (TOP, 1000), (0, 3)],
    "splitmix": [(2**63, 5), (0, 10), (TOP, 3), (1, 0)],
    "xorshift_in_place": [(88172645463325252, 100), (2**64 - 5, 100), (0, 3)],
    "xorshift_starred": [(88172645463325252, 100), (TOP, 50), (1, 0)],
    "fowler_noll_vo": [(list(b"hello world"),), ([],), (list(range(256)),)],
    "modulo_power": [([1, 2, 3] * 20,), ([],), ([BIG, SMALL, -1] * 9,)],
    "rotate": [(2**63 + 5, 3), (1, 63), (TOP, 0), (TOP, 64), (0, 7)],
    "rotations": [((2**63, 2**63 + 7), 20), ((TOP, TOP), 5), ((0, 0), 2)],
    "masked_twice": WORDS,
    "lowest_bit": [(TOP,), (2**63,), (12,), (1,), (BIG,)],
    "operators": [pair for pair in DIVISIBLE],
    "with_small": [(2**63 + 9, 5), (TOP, 63), (0, 1), (7, 64), (3, BIG)],
    "sums": [(2**62, 5), (5, 5), (2**63 - 1, 0)],
    "order": [(2**63, 5), (5, 2**62), (0, 0), (TOP, -1), (7, SMALL), (BIG, BIG)],
    "order_words": WORDS + [(1, 2), (2, 1)],
    "as_float": [(TOP,), (2**63,), (0,), (2**53 + 1,), (2**64 - 1025,),
                 (2**64 - 1024,), (2**63 + 1025,), (2**63 + 1024,), (3,)],
    "from_outside": [(2**63 + 7, [2**63, 1, 5]), (TOP, []), (0, [0, TOP])],
    "table": [(16,), (1,), (64,)],
    "multiply_modulo": [(BIG, BIG, 10**9 + 7), (BIG, SMALL, 97), (3, -5, 7),
                        (BIG, BIG, -97), (SMALL, SMALL, BIG), (SMALL, SMALL, SMALL),
                        (BIG, SMALL, -1), (0, SMALL, 5), (BIG, 3, SMALL),
                        (2**40, -(2**40), 2**61 - 1)],
    "linear_modulo": [(BIG, BIG, BIG, 2**61 - 1), (SMALL, SMALL, SMALL, -7),
                      (2, 3, 4, 5), (SMALL, BIG, BIG, 2)],
    "power_modulo": [(3, 10**18, 2**61 - 1), (2, 10, 1000), (5, 0, 7),
                     (BIG - 1, BIG, BIG)],
    "high_half": [(BIG, BIG), (SMALL, BIG), (3, 5), (-1, 1), (SMALL, SMALL)],
    "high_word": [(BIG, BIG), (0, 5), (2**62, 2**62)],
    "masked_parameter": [(BIG, 255), (-5, 65535), (3, 0), (SMALL, -1)],
    "shifted": [(5, 3), (BIG, 63), (-1, 64), (7, 1000), (SMALL, 0)],
}
FALLS_BACK = {
    "operators": [(1, 0), (2**70, 1)],
    "with_small": [(5, 0), (5, -1)],
    "sums": [(TOP, 5), (1, 2), (2**63, 0)],
    "multiply_modulo": [(BIG, BIG, 0), (0, 0, 0)],
    "shifted": [(5, -1)],
    "congruential": [(2**64, 3)],
}
EITHER = {
    "lowest_bit": [(0,), (-1,), (-4,)],
    "congruential": [(-1, 5), (SMALL, 5), (True, 2), (1.5, 1), ("a", 0)],
    "mixed_with_signed": [(-1,), (5,), (2**63,), (True,), (SMALL,)],
    "rotate": [(5, 65), (5, -1), (-5, 3)],
    "order": [(1, True), (1, 2**64), (2**70, -(2**70))],
    "masked_twice": [(-1, -1), (SMALL, 3), (True, False)],
    "as_float": [(-1,)],
    "from_outside": [(-5, []), (2**64, [1]), (5, [-1]), (5, [True]), (True, [])],
    "fowler_noll_vo": [(b"hello",), ([1.5],), ([-1],), ([2**70],)],
    "modulo_power": [([2**64],), ((1, 2),)],
}
