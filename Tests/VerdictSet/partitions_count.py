"""In how many ways can an amount be split into parts of limited size?"""
# label: cache


def ways(amount, largest):  # HOT
    if amount == 0:
        return 1
    if amount < 0 or largest == 0:
        return 0
    return ways(amount - largest, largest) + ways(amount, largest - 1)


def main():
    for amount in range(20, 61, 5):
        print(amount, ways(amount, amount))


if __name__ == "__main__":
    main()
