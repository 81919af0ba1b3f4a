"""Digits of e from integers with many thousands of digits."""
# label: stay (native)


def digits_of_e(n, terms):
    scale = 10 ** n
    total = scale
    term = scale
    for k in range(1, terms):  # HOT
        term //= k
        total += term
    return str(total)[:40]


import sys
sys.set_int_max_str_digits(200_000)
print(digits_of_e(90_000, 16_000))
