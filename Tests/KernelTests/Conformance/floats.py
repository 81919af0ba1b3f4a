"""Floats: Python's remainder and division, powers, errors, order, zeros."""

import math

NAN = float("nan")
INF = float("inf")


def remainder(a, b):
    return a % b


def floor_divide(a, b):
    return a // b


def both(a, b):
    return divmod(a, b)


def divide(a, b):
    return a / b


def power(a, b):
    return a ** b


def square_root_by_power(x):
    return x ** 0.5


def square(x):
    return x ** 2


def cube(x):
    return x ** 3.0


def inverse(x):
    return x ** -1


def arithmetic(a, b):
    return a + b, a - b, a * b


def negate(x):
    return -x, +x, abs(x)


def compare(a, b):
    return a < b, a <= b, a == b, a != b, a >= b, a > b


def square_root(x):
    return math.sqrt(x)


def exponential(x):
    return math.exp(x)


def logarithm(x):
    return math.log(x)


def logarithm_of_base(x, base):
    return math.log(x, base)


def other_logarithms(x):
    return math.log2(x), math.log10(x), math.log1p(x)


def circle(x):
    return math.sin(x), math.cos(x), math.tan(x)


def inverse_circle(x):
    return math.asin(x), math.acos(x), math.atan(x)


def hyperbolic(x):
    return math.sinh(x), math.cosh(x), math.tanh(x)


def angle(y, x):
    return math.atan2(y, x)


def hypotenuse(x, y):
    return math.hypot(x, y)


def diagonal(x, y, z):
    return math.hypot(x, y, z), math.dist((x, y, z), (0.5, -2.0, z * 0.3))


def many_hypotenuses(state, count):
    """Sides of all sizes."""
    found = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        x = (state / 2147483648 - 0.5) * 2.0 ** (state % 2100 - 1080)
        y = x * (state % 1000003 / 1000003 - 0.5) * 2.0 ** (state % 81 - 40)
        found.append(math.hypot(x, y))
        found.append(math.hypot(y, 1e-310, x))
    return found


def floor_and_ceiling(x):
    return math.floor(x), math.ceil(x), math.trunc(x)


def math_remainder(a, b):
    return math.fmod(a, b)


def math_power(a, b):
    return math.pow(a, b)


def tests(x):
    return math.isnan(x), math.isinf(x), math.isfinite(x)


def sign(a, b):
    return math.copysign(a, b), math.fabs(a)


def constants():
    return math.pi, math.e, math.tau, math.inf


def rounded(x):
    return round(x)


def rounded_to(x):
    return round(x, 2)


def total(values):
    return sum(values)


def total_from(values):
    return sum(values, 0.5)


def added(values):
    total = 0.0
    for value in values:
        total += value
    return total


def order(a, b, c):
    return (a + b) + c, a + (b + c), a * b + c, a * b - c


def dot(a, b):
    total = 0.0
    for i in range(len(a)):
        total += a[i] * b[i]
    return total


def smallest(a, b):
    return min(a, b), max(a, b)


def smallest_of_list(values):
    return min(values), max(values)


def truth(x):
    return bool(x), not x


def polynomial(x):
    return 1.0 + x * (2.5 + x * (-3.25 + x * 0.125))


def power_total(values):
    total = 0.0
    for v in values:
        if v > 0:
            total += v ** 1.5
    return total


def rolling(values):
    out = []
    prev = 0.0
    for v in values:
        prev = prev * 0.9 + v if v > prev else prev * 0.5
        out.append(prev)
    return out


def mandelbrot(cr, ci, limit):
    zr = 0.0
    zi = 0.0
    for i in range(limit):
        if zr * zr + zi * zi > 4.0:
            return i
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
    return limit


def newton(x):
    guess = x / 2.0
    for _ in range(20):
        guess = (guess + x / guess) / 2.0
    return guess


VALUES = [1.5, -1.5, 0.0, -0.0, INF, -INF, NAN, 5e-324, 1.7976931348623157e308,
          1e16, 0.1, 2.0**53]
NONZERO = [v for v in VALUES if v != 0.0]
DIVISIONS = [(5.5, -2.0), (-1e-20, 3.0), (-0.0, 3.0), (0.0, -3.0), (-1.0, INF),
             (1.0, INF), (1.0, -INF), (1.0, 0.1), (-5.5, 2.0), (7.0, 0.5),
             (INF, 2.0), (NAN, 1.0), (1.0, NAN), (-0.0, -3.0), (1e300, 1e-300),
             (6.0, 3.0), (-6.0, 3.0), (0.7, 0.1), (5e-324, 2.0)]

CALLS = {
    "remainder": DIVISIONS,
    "floor_divide": DIVISIONS,
    "both": DIVISIONS,
    "divide": DIVISIONS + [(a, b) for a in VALUES for b in NONZERO],
    "power": [(2.0, 3.0), (2.0, 0.5), (2.0, -1.5), (0.0, 0.0), (1.0, NAN),
              (NAN, 0.0), (-8.0, 3.0), (-8.0, -3.0), (0.0, 2.5), (-0.0, 3.0),
              (-0.0, 2.0), (INF, -1.0), (-INF, 3.0), (-1.0, INF), (0.5, -INF),
              (1e-200, 2.0), (10.0, -400.0), (0.1, 3.0), (1.1, 1.5)],
    "square_root_by_power": [(2.0,), (0.0,), (-0.0,), (INF,), (NAN,), (1e-300,),
                             (3.3,), (0.7,), (123456.789,), (-INF,)],
    "square": [(2.0,), (-1.5,), (0.1,), (-0.0,), (NAN,), (1e-200,), (-INF,)],
    "cube": [(2.0,), (-1.5,), (0.1,), (-0.0,), (NAN,)],
    "inverse": [(2.0,), (3.0,), (-0.1,), (INF,), (NAN,)],
    "arithmetic": [(0.1, 0.2)] + [(a, b) for a in VALUES for b in VALUES],
    "negate": [(v,) for v in VALUES],
    "compare": [(a, b) for a in VALUES for b in VALUES],
    "square_root": [(2.0,), (0.0,), (-0.0,), (INF,), (NAN,), (1e-300,)],
    "exponential": [(1.0,), (-1000.0,), (-INF,), (INF,), (NAN,), (709.0,), (0.0,)],
    "logarithm": [(2.0,), (1.0,), (5e-324,), (INF,), (NAN,), (0.1,)],
    "logarithm_of_base": [(8.0, 2.0), (100.0, 10.0), (2.0, INF), (0.5, 3.0)],
    "other_logarithms": [(8.0,), (0.1,), (INF,), (NAN,)],
    "circle": [(0.5,), (-0.0,), (1e22,), (NAN,), (3.0,)],
    "inverse_circle": [(0.5,), (-1.0,), (-0.0,), (NAN,), (1.0,)],
    "hyperbolic": [(0.5,), (-0.0,), (NAN,), (INF,), (20.0,)],
    "angle": [(1.0, 2.0), (0.0, -0.0), (-0.0, -1.0), (INF, INF), (NAN, 1.0)],
    "diagonal": [(3.0, 4.0, 12.0), (1e308, 1.7e308, -1e308), (5e-324, 0.0, 1e-310), (-0.0, 0.0, 0.0), (NAN, INF, 1.0), (NAN, 1.0, 2.0), (2e-308, 3e-308, 1e-320)],
    "many_hypotenuses": [(1, 0), (7, 400), (12, 1000)],
    "hypotenuse": [(3.0, 4.0), (1e200, 1e200), (INF, NAN), (0.1, 0.2), (5e-324, 0.0)],
    "floor_and_ceiling": [(2.5,), (-2.5,), (-0.5,), (0.0,), (1e15,), (-0.0,)],
    "math_remainder": [(5.5, 2.0), (-5.5, 2.0), (-0.0, 3.0), (1.0, INF), (NAN, 1.0)],
    "math_power": [(2.0, 0.5), (0.0, 0.0), (-2.0, 3.0), (1.0, NAN), (NAN, 0.0)],
    "tests": [(v,) for v in VALUES],
    "sign": [(a, b) for a in VALUES for b in VALUES],
    "constants": [()],
    "rounded": [(2.5,), (3.5,), (-2.5,), (-0.5,), (0.5,), (2.4999999999999996,),
                (1e15,), (0.49999999999999994,), (4503599627370497.5,), (-0.0,)],
    "rounded_to": [(2.675,), (1.005,), (-0.001,), (0.125,), (1e300,)],
    "total": [([0.1] * 10,), ([],), ([1e100, 1.0, -1e100],), ([-0.0],),
              ([0.1, 0.2, 0.3],), ([INF, 1.0],), ([INF, -INF],), ([NAN],)],
    "total_from": [([0.1] * 10,), ([],), ([1e100, 1.0, -1e100],)],
    "added": [([0.1] * 10,), ([],), ([1e100, 1.0, -1e100],), ([-0.0],), ([NAN, 1.0],)],
    "order": [(0.1, 0.2, 0.3), (1e16, 1.0, -1e16), (1e308, 10.0, -1e308),
              (1.0000000000000002, 1.0000000000000002, -1.0000000000000004)],
    "dot": [([0.1, 0.2, 0.3], [1e16, 3.3, -1e16]), ([], [])],
    "smallest": [(1.0, 2.0), (1.0, NAN), (NAN, 1.0), (0.0, -0.0), (-0.0, 0.0),
                 (INF, -INF)],
    "smallest_of_list": [([1.0, 2.0, -3.0],), ([1.0, NAN, 0.5],), ([NAN, 1.0],),
                         ([0.0, -0.0],), ([-0.0, 0.0],)],
    "truth": [(v,) for v in VALUES],
    "polynomial": [(v,) for v in VALUES],
    "power_total": [([0.1, -1.0, 2.5, 1e-300],), ([],), ([NAN, 4.0],), ([INF],)],
    "rolling": [([0.5, 0.7, 0.1, 0.9, 0.2],), ([],), ([NAN, 1.0, INF],), ([-0.0, 0.0],)],
    "mandelbrot": [(-0.5, 0.5, 100), (2.0, 2.0, 50), (0.0, 0.0, 0), (NAN, 0.0, 5)],
    "newton": [(2.0,), (1e300,), (5e-300,), (NAN,)],
}

FALLS_BACK = {
    "remainder": [(1.0, 0.0), (0.0, -0.0), (NAN, 0.0)],
    "floor_divide": [(1.0, 0.0), (0.0, -0.0)],
    "both": [(1.0, 0.0)],
    "divide": [(1.0, 0.0), (0.0, 0.0), (NAN, -0.0), (INF, 0.0)],
    "power": [(-8.0, 1 / 3), (0.0, -1.0), (1e200, 2.0), (-0.0, -1.0), (-2.0, 0.5),
              (2.0, 1e10)],
    "square_root_by_power": [(-1.0,), (-2.5,)],
    "square": [(1e200,)],
    "inverse": [(0.0,), (-0.0,)],
    "square_root": [(-1.0,), (-INF,)],
    "exponential": [(1000.0,), (710.0,)],
    "logarithm": [(0.0,), (-1.0,), (-0.0,), (-INF,)],
    "circle": [(INF,), (-INF,)],
    "inverse_circle": [(1.5,), (-2.0,)],
    "hyperbolic": [(1000.0,)],
    "floor_and_ceiling": [(INF,), (NAN,), (1e20,)],
    "math_remainder": [(1.0, 0.0), (INF, 1.0)],
    "math_power": [(-2.0, 0.5), (0.0, -1.0), (1e200, 2.0)],
    "rounded": [(NAN,), (INF,), (1e20,)],
    "power_total": [([1e300],)],
    "smallest_of_list": [([],)],
    "dot": [([0.1, 0.2], [1.0])],
    "newton": [(0.0,)],
}

EITHER = {
    "logarithm_of_base": [(0.0, 2.0), (2.0, 1.0), (2.0, 0.0)],
    "rounded_to": [(NAN,), (INF,), (2,)],
    "logarithm": [(2**70,), (3,), (0,), (True,)],
    "square_root": [(4,), (2**80,), (-1,), (True,)],
    "divide": [(1, 2), (1.0, 2), (1, 2.0), (2**53 + 1, 3.0), (True, 2.0)],
    "power": [(2, 3), (2, 0.5), (2.0, 3), (-8, 1 / 3), (2, -1)],
    "total": [([1, 2, 3],), ([1, 0.1, 0.2],), ([0.1] * 5 + [1] + [0.1] * 5,),
              ([True, 1.5],), ([2**60] * 10,), ((0.1,) * 10,)],
    "added": [([1, 2],), ([1.5, 2],), ([True],), ((1.5, 2.5),), ([2**70, 0.5],)],
    "smallest": [(1, 1.0), (1.0, 1), (-INF, 5), (True, 0.5), (2**70, 1.5)],
    "compare": [(2**53 + 1, float(2**53)), (2**63 - 1, 2.0**63), (1, 1.0),
                (2**70, 1e30), (NAN, 1), (10**400, INF)],
    "truth": [(0,), ("",), ([],)],
    "rolling": [((0.5, 0.7),), ([1, 2],), ([0.5, 1],), ([True, 0.5],), ([2**70],)],
    "floor_and_ceiling": [(3,), (True,)],
    "polynomial": [(2,), (2**70,), (10**400,)],
    "dot": [([1, 2], [3, 4]), ([1.5, 2], [2, 0.5])],
}

MAY_BE_SKELETONS = [
    "rounded_to", "logarithm_of_base", "total_from",
    "smallest_of_list", "other_logarithms"]
