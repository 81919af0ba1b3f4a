"""How often does each level of a Fibonacci word occur?"""
# label: cache


def length(level):  # HOT
    if level == 0:
        return 2
    if level == 1:
        return 1
    return length(level - 1) + length(level - 2)


def main():
    print([length(level) for level in range(6)], length(35))


main()
