"""Finds e-mail addresses in a large text."""
# label: stay (native)
import re

ADDRESS = re.compile(r"[a-z0-9.]+@[a-z0-9]+\.(?:com|org|net)")


def addresses(pages):
    found = set()
    for page in pages:  # HOT
        found.update(ADDRESS.findall(page))
    return found


page = "some words and more of them, then ann.smith@example.org and others. " * 600
print(len(addresses([page + f"x{k}@test.com" for k in range(1_200)])))
