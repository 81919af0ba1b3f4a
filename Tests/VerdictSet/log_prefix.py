"""Builds a report with the newest entry first."""
# label: fix-algorithm


def report(entries):
    text = ""
    for number, entry in enumerate(entries):  # HOT
        text = f"{number:06} {entry}\n" + text
    return text


def main():
    entries = [f"user {k % 97} did thing {k % 13}" for k in range(30_000)]
    text = report(entries)
    print(len(text), text[:20])


main()
