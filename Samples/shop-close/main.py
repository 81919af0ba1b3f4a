"""Closes the till of a small shop: many small steps, and none of them hot."""

import base64
import collections
import csv
import datetime
import hashlib
import html
import io
import json
import random
import re
import string
import textwrap
import urllib.parse

DAYS = 800
SALES = 60
GOODS = ["tea", "coffee", "bread", "cheese", "apples", "pears", "soap"]
EMAIL = re.compile(r"([a-z.]+)@([a-z]+)\.(com|org)")


def make_sales(day, generator):
    sales = []
    for number in range(SALES):
        sales.append({
            "id": day * 1000 + number,
            "good": generator.choice(GOODS),
            "cents": 50 + int(generator.random() * 2000),
            "customer": f"{generator.choice('abc')}.lee@shop.com",
        })
    return sales


def total_by_good(sales):
    totals = collections.Counter()
    for _ in range(7):
        for sale in sales:
            totals[sale["good"]] += sale["cents"]
    return totals


def write_csv(sales):
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "good", "cents", "customer"])
    for sale in sales:
        writer.writerow(sale)
    return text.getvalue()


def read_csv(text):
    rows = []
    for row in csv.reader(io.StringIO(text)):
        rows.append([int(row[0]), row[1], int(row[2]), row[3]])
    return rows


def find_customers(rows):
    found = set()
    for row in rows:
        match = EMAIL.fullmatch(row[3])
        if match:
            found.add((match.group(1), match.group(2)))
    return sorted(found)


def to_json(sales):
    size = 0
    for sale in sales[::2]:
        size += len(json.dumps(sale))
    return size


def from_json(sales):
    text = json.dumps(sales)
    return len(json.loads(text))


def checksums(sales):
    digests = []
    for sale in sales:
        digests.append(hashlib.sha256(repr(sale).encode()).hexdigest()[:8])
    return digests


def label_pages(sales):
    pages = []
    for sale in sales * 3:
        pages.append("<li>" + html.escape(f"{sale['good']} & co") + "</li>")
    return len("".join(pages))


def web_links(sales):
    links = []
    for sale in sales:
        links.append(urllib.parse.quote(f"shop/{sale['good']} new"))
    return links


def letters(text):
    counts = {}
    for letter in text[:2000]:
        counts[letter] = counts.get(letter, 0) + 1
    return counts


def wrap_receipt(sales):
    words = " ".join(sale["good"] for sale in sales[:40])
    return textwrap.wrap(words, 30)


def fill_template(sales):
    template = string.Template("$good costs $cents")
    lines = []
    for sale in sales:
        lines.append(template.substitute(sale))
    return lines


def due_dates(day, sales):
    start = datetime.date(2024, 1, 1) + datetime.timedelta(days=day)
    dates = []
    for sale in sales * 2:
        due = start + datetime.timedelta(days=sale["cents"] % 30)
        dates.append(due.isoformat())
    return min(dates)


def running_balance(sales):
    balance = 0
    lowest = 0
    for sale in sales * 12:
        balance += sale["cents"] if sale["id"] % 2 else -sale["cents"]
        if balance < lowest:
            lowest = balance
    return balance - lowest


def best_customers(sales):
    best = []
    for _ in range(8):
        best = sorted(sales, key=lambda sale: (-sale["cents"], sale["id"]))
    return best[:3]


def roman(number):
    text = ""
    for value, letter in [(10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        while number >= value:
            text += letter
            number -= value
    return text


def number_shelves():
    return [roman(number) for number in range(1, 150)]


def check_digit(sales):
    checks = []
    for sale in sales:
        digits = [int(digit) for digit in str(sale["id"] + 100000)]
        checks.append(sum(digits[::2]) * 3 % 10)
    return checks


def encode_backup(text):
    return len(base64.b32encode(text[:1100].encode()))


def transpose(rows):
    columns = []
    for number in range(4):
        columns.append([row[number] for row in rows * 8])
    return columns


def spelling(sales):
    return [sale["good"].title().center(12, "*") for sale in sales * 7]


def close_day(day, generator):
    sales = make_sales(day, generator)
    totals = total_by_good(sales)
    text = write_csv(sales)
    rows = read_csv(text)
    numbers = [
        len(find_customers(rows)), to_json(sales), from_json(sales),
        len(checksums(sales)), label_pages(sales), len(web_links(sales)),
        len(letters(text)), len(wrap_receipt(sales)),
        len(fill_template(sales)), len(due_dates(day, sales)),
        running_balance(sales), len(best_customers(sales)),
        len(number_shelves()), sum(check_digit(sales)), encode_backup(text),
        len(transpose(rows)), len(spelling(sales)),
    ]
    return totals, numbers


def main():
    generator = random.Random(1)
    totals = collections.Counter()
    check = 0
    for day in range(DAYS):
        sold, numbers = close_day(day, generator)
        totals.update(sold)
        check = (check * 31 + sum(numbers)) % 1_000_003
    for good, cents in totals.most_common():
        print(f"{good:8} {cents / 100:12.2f}")
    print(f"check {check}")


if __name__ == "__main__":
    main()
