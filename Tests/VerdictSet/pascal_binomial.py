# Binomial coefficients straight from the definition.
# label: cache


def binomial(n: int, k: int) -> int:  # HOT
    if k == 0 or k == n:
        return 1
    return binomial(n - 1, k - 1) + binomial(n - 1, k)


def main() -> None:
    for n in range(18, 26):
        print(n, binomial(n, n // 2))


main()
