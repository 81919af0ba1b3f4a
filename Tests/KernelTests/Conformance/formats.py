"""`%`, `format` and f-strings with widths, signs and bases."""


def percent(name, count, price):
    return ["%s has %d at %.2f" % (name, count, price), "%5d|" % count,
        "%-8s|%8s|" % (name, name), "%05d%%" % count, "%+d" % count,
        "%x %X %o" % (count, count, count), "%e" % price, "%g" % price,
        "%s" % price, "%i" % count, "%10.3f|" % price, "%-10.1f|" % price]


def percent_of_bool(flag):
    return "%d %s %5d" % (flag, flag, flag)


def percent_line(rows):
    return "\n".join("%-10s %5.1f" % (name, value) for name, value in rows)


def braces(name, count, price):
    return ["{} {}".format(name, count), "{0} {1} {0}".format(name, count),
        "{:>8}|{:<8}|{:^9}|".format(name, name, name),
        "{:08.3f}".format(price), "{a}={b:,}".format(a=name, b=count),
        "{{}} {:+}".format(count)]


def parts(n, x, s):
    return [f"{n:,}", f"{n:+d}", f"{n:b}", f"{n:08b}", f"{n:x}", f"{n:>6X}",
        f"{x:e}", f"{x:.3g}", f"{x:.1%}", f"{x:+.2f}", f"{s:*^9}",
        f"{s:.2}", f"{s:->6}", f"{n:^7}|", f"{x:,.2f}", f"{n:.1f}", f"{s!s:>5}"]


def centred(n):
    return [f"{'ab':^{3}}"] if n < 0 else [f"{n:^4}", f"{n:^5}", f"{'abc':^4}"]


def built_in(n, x):
    return [format(n, "05d"), format(x, ".3f"), format(n, "b"), format("s", ">4")]


def extremes(x):
    return [f"{x:.2f}", f"{x:+.1e}", f"{x:8.1f}", f"{x:08.1f}", f"{x:,.1f}",
        f"{x:%}", f"{x:g}", f"{x:.0g}", f"{x:.0f}"]


def whole_numbers(n):
    return [f"{n:,}", f"{n:o}", f"{n:X}", 
        f"{n:020}", f"{n:+,}"]


def letters(n):
    return f"{n:c}", "%c" % n


CALLS = {
    "percent": [("Ann", 42, 3.14159), ("", -7, -0.5), ("é", 0, 1e20)],
    "percent_of_bool": [(True,), (False,)],
    "percent_line": [([("a", 1.25), ("bb", -3.0)],)],
    "braces": [("Ann", 12345, 2.5), ("a-long-name", -1, -0.0)],
    "parts": [(1234567, 0.12345, "abc"), (-42, -1e10, ""), (0, 123456.789, "abcdefghijk")],
    "built_in": [(42, 2.0)],
    "extremes": [(1.5,), (float("nan"),), (float("inf"),), (-float("inf"),),
                 (-0.0,), (1e-7,), (123456789.125,)],
    "letters": [(65,), (8364,)],
    "whole_numbers": [(0,), (999,), (1000,), (-1000,), (-999,), (2 ** 62,)],
}
EITHER = {
    "centred": [(1,), (-1,)],
    "letters": [(-1,)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["centred"]
