"""Simulates accounts as objects with a history each."""
# label: stay (dynamic)


class Account:
    def __init__(self, number):
        self.number = number
        self.balance = 0
        self.history = []

    def book(self, amount, text):
        self.balance += amount
        self.history.append({"amount": amount, "text": text})


def simulate(accounts, days):
    for day in range(days):  # HOT
        for account in accounts:
            amount = (account.number * 31 + day * 17) % 200 - 90
            if account.balance + amount < -500:
                account.book(-5, "fee")
            else:
                account.book(amount, "transfer")


def main():
    accounts = [Account(number) for number in range(300)]
    simulate(accounts, 5_000)
    print(sum(account.balance for account in accounts))


if __name__ == "__main__":
    main()
