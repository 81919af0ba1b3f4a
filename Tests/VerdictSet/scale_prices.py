"""Converts price lists to another currency."""
# label: stay (boundary)


def converted(prices, rate):
    result = []
    for price in prices:  # HOT
        result.append(price * rate)
    return result


def main():
    prices = [k * 0.37 for k in range(400_000)]
    for _ in range(60):
        prices = converted(prices, 1.0000001)
    print(round(sum(prices), 3))


if __name__ == "__main__":
    main()
