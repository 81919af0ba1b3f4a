"""Complex numbers, alone and together with real ones."""


def mandelbrot(width, height, limit):
    rows = []
    for j in range(height):
        row = []
        for i in range(width):
            c = complex(-2.0 + 3.0 * i / width, -1.2 + 2.4 * j / height)
            z = 0j
            n = 0
            while abs(z) <= 2 and n < limit:
                z = z * z + c
                n += 1
            row.append(n)
        rows.append(row)
    return rows


def from_zero(c, limit):
    z = 0
    for n in range(limit):
        if abs(z) > 2:
            return n, z
        z = z**2 + c
    return limit, z


def arithmetic(a: complex, b: complex):
    return [a + b, a - b, a * b, a / b, -a, +a, a.conjugate()]


def with_real(a: complex, x: float, n: int):
    return [a + x, x - a, a * n, n * a, a / x, n / a, a - True, x + 1j]


def parts(a: complex):
    return a.real, a.imag, abs(a), a == a.real, a != 0, bool(a), a == 3


def powers(a: complex, n: int):
    return a**n, a**2, a**-1, a**0, a**2.0


def constructed(x: float, n: int):
    return complex(), complex(x), complex(n, x), complex(complex(x, 1)), 2.5j


def transform(values, size):
    out = []
    for k in range(size):
        total = 0j
        for v in values:
            total += v * (1 - 0.5j) ** k
        out.append(total)
    return out


def starts_as_int(values):
    total = 0
    for v in values:
        total = total + v
    if total:
        total *= 2
    return total, total.real, total.imag, total == 0


def ordered(z: complex):
    return z < 1


def changes_in_place(values):
    for i in range(len(values)):
        values[i] = values[i] * 1j
    return values[0] in values


INF, NAN = float("inf"), float("nan")
SPECIAL = [
    0j, -0.0 + 0j, complex(0, -0.0), 1 + 1j, -3.5 + 2j, 1e308 + 1e308j, 5e-324j,
    complex(INF, 1), complex(1, -INF), complex(NAN, 1), complex(INF, NAN),
]

CALLS = {
    "mandelbrot": [(12, 8, 30), (0, 3, 2), (2, 2, 0)],
    "from_zero": [(0.3 + 0.5j, 40), (1 + 1j, 40), (0j, 3), (1j, 0)],
    "arithmetic": [
        (a, b) for a in SPECIAL for b in SPECIAL
        if b != 0 and b == b and abs(b.real) != INF and abs(b.imag) != INF
    ],
    "with_real": [(1 + 2j, 0.5, 3), (-0.0 - 0.0j + 1j, -0.0 + 2, -7)],
    "parts": [(3 + 4j,), (3 + 0j,), (0j,), (complex(-0.0, 0),), (5e-324j,)],
    "powers": [(1 + 2j, 5), (0.5 - 1j, -3), (2j, 0), (-1 + 0j, 100)],
    "constructed": [(1.5, 2), (-0.0, 0)],
    "transform": [([1.0, 2.5, -1.0], 4), ([], 2)],
    "starts_as_int": [([1j, 2 + 1j],), ([],), ([1 - 1j, -1 + 1j],)],
    "changes_in_place": [([1 + 2j, 3 - 0.5j],)],
}

FALLS_BACK = {
    "arithmetic": [(1j, 0j), (1j, complex(NAN, 1))],
    "parts": [(complex(INF, 1),), (complex(NAN, 1),), (1e308 + 1.7e308j,)],
    "powers": [(0j, -1), (1e200 + 0j, 2), (1j, 101)],
    "ordered": [(1j,)],
    "with_real": [(1, 0.5, 3), (1j, 0.0, 1)],
}
