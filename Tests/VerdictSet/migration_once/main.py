"""Renumbers the accounts of an old system; run once, at the migration."""
# label: stay (not-reused)


def renumber(accounts):
    check = 0
    for account in range(1, accounts):  # HOT
        number = account * 10007 % 99999989
        digits = 0
        rest = number
        weight = 2
        while rest > 0:
            digits += rest % 10 * weight
            rest //= 10
            weight = 9 - weight
        number = number * 10 + digits % 10
        check = (check * 31 + number) % 1_000_000_007
    return check


print(renumber(1_400_000))
