"""Finds the longest Collatz chain below a limit."""
# label: port


def longest_chain(limit: int) -> tuple[int, int]:
    best, best_length = 1, 1
    for start in range(2, limit):  # HOT
        n = start
        length = 1
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            length += 1
        if length > best_length:
            best, best_length = start, length
    return best, best_length


def main() -> None:
    start, length = longest_chain(110_000)
    print(f"{start} takes {length} steps")


main()
