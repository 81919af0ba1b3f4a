"""The balance of an account after each booking."""
# label: fix-algorithm


def bookings(n):
    return [(k * 7919 % 2001 - 1000) / 100 for k in range(n)]


def balances(amounts):
    result = []
    for k in range(len(amounts)):  # HOT
        result.append(round(sum(amounts[:k + 1]), 2))
    return result


if __name__ == "__main__":
    amounts = bookings(13_000)
    found = balances(amounts)
    print(found[-1], min(found), max(found))
