"""Routes tickets by rules that a team keeps in a table."""
# label: stay (dynamic)
OPERATORS = {
    "is": lambda value, wanted: value == wanted,
    "has": lambda value, wanted: wanted in value,
    "starts": lambda value, wanted: str(value).startswith(wanted),
    "over": lambda value, wanted: isinstance(value, (int, float)) and value > wanted,
}
RULES = [
    {"queue": "vip", "when": [("customer.level", "is", "gold"), ("amount", "over", 700)]},
    {"queue": "fraud", "when": [("tags", "has", "chargeback")]},
    {"queue": "germany", "when": [("customer.zip", "starts", "D-1")]},
    {"queue": "bulk", "when": [("amount", "over", 900)]},
]


def tickets(n):
    for k in range(n):
        yield {
            "id": k, "amount": k * 7919 % 1000,
            "tags": {"new"} if k % 11 else {"new", "chargeback"},
            "customer": {"level": "gold" if k % 5 == 0 else "none",
                         "zip": f"D-{k % 37}"},
        }


def lookup(ticket, path):
    value = ticket
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
    return value


def route(ticket):
    for rule in RULES:  # HOT
        if all(OPERATORS[op](lookup(ticket, path), wanted)
               for path, op, wanted in rule["when"]):
            return rule["queue"]
    return "standard"


def main():
    queues = {}
    for ticket in tickets(150_000):
        queues.setdefault(route(ticket), []).append(ticket["id"])
    print({name: len(ids) for name, ids in sorted(queues.items())})


main()
