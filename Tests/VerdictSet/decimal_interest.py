"""Interest on accounts with Decimal, as the auditors want it."""
# label: stay (native)
from decimal import ROUND_HALF_EVEN, Decimal

CENT = Decimal("0.01")


def accrue(balances, rate, days):
    for _ in range(days):  # HOT
        for k, balance in enumerate(balances):
            interest = (balance * rate).quantize(CENT, ROUND_HALF_EVEN)
            balances[k] = balance + interest
    return sum(balances)


balances = [Decimal(k * 37 % 9000) for k in range(6000)]
print(accrue(balances, Decimal("0.0001"), 250))
