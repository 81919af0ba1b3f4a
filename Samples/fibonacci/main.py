"""Naive recursive Fibonacci: the answer is to remember, not to compile."""


def fibonacci(n):
    if n < 2:
        return n
    return fibonacci(n - 1) + fibonacci(n - 2)


def main():
    for n in range(20, 34):
        print(f"fibonacci({n}) = {fibonacci(n)}")


if __name__ == "__main__":
    main()
