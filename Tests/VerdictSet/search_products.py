"""Prices shopping baskets by searching the catalogue for each item."""
# label: fix-algorithm


class Product:
    def __init__(self, code, price):
        self.code = code
        self.price = price


def price(basket, catalogue):
    total = 0.0
    for code, amount in basket:  # HOT
        product = next(p for p in catalogue if p.code == code)
        total += product.price * amount
    return total


def main():
    catalogue = [Product(f"P{k:05}", k * 0.25) for k in range(3_000)]
    basket = [(f"P{k * 7 % 3000:05}", k % 5 + 1) for k in range(38_000)]
    print(price(basket, catalogue))


main()
