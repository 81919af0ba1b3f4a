"""Counts the requests of a web server's log by hour."""
# label: use-library
from collections import Counter
from datetime import datetime


def lines(n):
    for k in range(n):
        yield (f"2024-03-{k % 28 + 1:02} {k % 24:02}:{k % 60:02}:{k % 59:02} "
               f"GET /page/{k % 40} 200")


def by_hour(log):
    hours = Counter()
    for line in log:  # HOT
        when = datetime.strptime(line[:19], "%Y-%m-%d %H:%M:%S")
        hours[when.hour] += 1
    return hours


print(sorted(by_hour(lines(150_000)).items())[:3])
