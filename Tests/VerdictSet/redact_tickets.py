"""Removes personal data from support tickets."""
# label: fix-algorithm
import re

RULES = [("MAIL", r"[\w.]+@[\w.]+\.\w+"), ("PHONE", r"\+?\d[\d ]{7,}\d"),
         ("IBAN", r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")]


def redact(tickets):
    clean = []
    for ticket in tickets:  # HOT
        for name, rule in RULES:
            pattern = re.compile(rule)
            ticket = pattern.sub(f"<{name}>", ticket)
        clean.append(ticket)
    return clean


tickets = [f"Ticket {k} ok" for k in range(400_000)]
print(len("".join(redact(tickets))))
