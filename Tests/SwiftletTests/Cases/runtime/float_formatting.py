import locale

print(0.1 + 0.2, 1e22, 1e-7, float("nan"), -0.0, f"{1234.5:n}")
locale.setlocale(locale.LC_ALL, "")
print(locale.localeconv()["decimal_point"], f"{1234.5:n}")
