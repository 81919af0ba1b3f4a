"""A yearly report from a database of meter readings."""
# label: stay (native)
import sqlite3


def report(database):
    lines = []
    for meter in range(0, 40):
        row = database.execute(
            "SELECT count(*), sum(value), avg(value * value), max(day) "
            "FROM reading WHERE meter % 40 = ? AND value > 10", (meter,)
        ).fetchone()
        lines.append("%d: %d %.2f %.2f %d" % (meter, *row))
    return lines


def main():
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE reading (meter INT, day INT, value REAL)")
    database.execute(
        "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n "
        "WHERE k < 600000) INSERT INTO reading "
        "SELECT k % 400, k / 400, (k * 7919) % 1000 / 10.0 FROM n")
    print(*report(database)[:3], sep="\n")


main()
