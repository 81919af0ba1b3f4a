import sys

try:
    str(10 ** 5000)
except ValueError as error:
    print(error)
sys.set_int_max_str_digits(0)
print(len(str(3 ** 20_000)))
