"""A script that is over before it can be measured."""
# label: measure-more


def squares(n):
    total = 0
    for k in range(n):
        total += k * k
    return total


print(squares(2_000))
