"""Values that may be a number, a str or None."""

from collections import Counter, namedtuple

Point = namedtuple("Point", ["x", "y"])


def fizz_buzz(n):
    out = []
    for i in range(1, n + 1):
        if i % 15 == 0:
            out.append("FizzBuzz")
        elif i % 3 == 0:
            out.append("Fizz")
        else:
            out.append(i)
    return out


def parsed(text):
    if text.isdigit():
        return int(text)
    return text


def tokens(text):
    found = []
    for part in text.split():
        if part in "+-*/":
            found.append(("OP", part))
        else:
            found.append(("NUM", float(part)))
    return found


def evaluated(text):
    total = 0.0
    for kind, value in tokens(text):
        if kind == "NUM":
            total += value
        elif value == "-":
            total = -total
    return total


def total_by_city(records):
    totals = {}
    for record in records:
        city = record["city"]
        totals[city] = totals.get(city, 0) + record["amount"]
    return totals


def names_upper(records):
    return [r["name"].upper() for r in records if r["age"] >= 18]


def joined(users, orders):
    by_id = {u["id"]: u["name"] for u in users}
    return [(by_id.get(o["user"], "?"), o["total"]) for o in orders]


def made(rows):
    return [{"name": name, "count": count, "share": count / 10}
            for name, count in rows]


def kinds(values):
    numbers, texts, nothing = 0, [], 0
    for v in values:
        if isinstance(v, str):
            texts.append(v)
        elif v is None:
            nothing += 1
        elif isinstance(v, bool):
            numbers += 100
        elif isinstance(v, (int, float)):
            numbers += v
    return numbers, texts, nothing


def compared(values, wanted):
    return [v == wanted for v in values], wanted in values, \
        values.count(wanted), [v for v in values if v]


def converted(values):
    return [int(v) for v in values], [float(v) for v in values], \
        [str(v) for v in values]


def counted(values):
    return Counter(values), len(set(values)), {v: 1 for v in values}


def written(values):
    return "".join(f"<{v}>" for v in values), "%s" % values[0]


def chosen(flag):
    x = 1 if flag else "one"
    y = None
    if flag:
        y = 2.5
    else:
        y = "two"
    return x, y


def points(pairs):
    counts = {}
    for x, y in pairs:
        p = Point(x, y)
        counts[p] = counts.get(p, 0) + 1
    return counts, max(counts.values())


def ordered(values):
    return sorted(values)


PEOPLE = [{"name": "Ann", "age": 30, "city": "Rome", "amount": 2.5},
          {"name": "Bob", "age": 12, "city": "Oslo", "amount": 1},
          {"name": "Cy", "age": 18, "city": "Rome", "amount": 4}]

CALLS = {
    "fizz_buzz": [(16,), (0,)],
    "parsed": [("12",), ("x",)],
    "tokens": [("1.5 + 2 - 3",)],
    "evaluated": [("1.5 + 2 - 3",)],
    "total_by_city": [(PEOPLE,)],
    "names_upper": [(PEOPLE,)],
    "joined": [([{"id": 1, "name": "x"}], [{"user": 1, "total": 5},
                                          {"user": 2, "total": 2.5}])],
    "made": [([("a", 3), ("b", 7)],)],
    "kinds": [([1, "a", None, 2.5, True, ""],)],
    "compared": [([1, "a", None, 2.5, True], 1)],
    "counted": [([1, "a", 1.0, None, True, "a", 0, False],)],
    "written": [([1, "a", None, 2.5, True],)],
    "chosen": [(True,), (False,)],
    "points": [([(1, 2), (1, 2), (3, 4)],)],
}
EITHER = {
    "ordered": [([3, "a"],), ([2, 1.5],), (["b", "a"],)],
    "converted": [([1, "22", 2.0],), (["x", 1],), ([None, "1"],)],
    "counted": [([float("nan"), "a"],), ([2 ** 60, "a"],)],
    "kinds": [([2 ** 60, "a"],)],
    "compared": [(["1", 0, None, "a"], "a"), ([1, float("nan"), "a"], float("nan")),
                 ([2 ** 60, ""], 2.0 ** 60)],
    "total_by_city": [([{"city": "x", "amount": "y"}],)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = []
