"""Sums up an export of orders in XML by country and article."""
# label: stay (dynamic)
import xml.etree.ElementTree as ElementTree


def export(n):
    rows = "".join(
        f'<order id="{k}"><country>{"DE FR IT PL".split()[k % 4]}</country>'
        f'<item sku="s{k % 97}" count="{k % 5 + 1}"/></order>' for k in range(n))
    return f"<orders>{rows}</orders>"


def totals(root, cancelled):
    found = {}
    for order in root:  # HOT
        number = order.attrib["id"]
        if number in cancelled or not number:
            continue
        country = order[0].text.strip().lower()
        item = order[1]
        entry = found.setdefault(country, {})
        sku = item.attrib["sku"]
        entry[sku] = entry.get(sku, 0) + int(item.attrib["count"])
        if item.attrib.get("gift"):
            entry["gifts"] = entry.get("gifts", 0) + 1
    return found


root = ElementTree.fromstring(export(30_000))
for month in range(45):
    result = totals(root, {str(k) for k in range(month, 30_000, 97)})
print({country: sum(entry.values()) for country, entry in result.items()})
