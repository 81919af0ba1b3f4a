"""Adds up invoices."""


def total(invoices, tariffs):
    result = 0.0
    for invoice in invoices:  # HOT
        for tariff in tariffs:
            if tariff["name"] == invoice["tariff"]:
                result += tariff["price"] * invoice["units"]
    return result
