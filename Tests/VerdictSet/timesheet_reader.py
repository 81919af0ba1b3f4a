"""Sums the hours in a time sheet exported as CSV."""
# label: use-library
import csv
import io


def total_hours(stream):
    hours = {}
    for row in csv.DictReader(stream):  # HOT
        name = row["employee"]
        hours[name] = hours.get(name, 0.0) + float(row["hours"])
    return hours


text = "employee,project,hours\n" + "".join(f"e{k % 60},p{k % 7},{k % 9 / 2}\n" for k in range(400_000))
for _ in range(3):
    print(len(total_hours(io.StringIO(text))))
