"""The kinds of values that random functions have, and values of each."""

INTS = [
    0, 1, -1, 2, 3, -3, 7, 10, 63, 64, 255, -256, 1000, 2**31 - 1, -2**31,
    2**32, 2**53, 2**53 + 1, 2**62, 2**63 - 1, -2**63]
BIG_INTS = INTS + [2**63, -2**63 - 1, 2**64 - 1, 2**64, -2**70, 10**30]
FLOATS = [
    "0.0", "-0.0", "1.0", "-1.5", "0.1", "2.5", "3.7", "-0.3", "1e16", "1e300",
    "-1e300", "5e-324", "1e-9", "9007199254740993.0", "123456.789"]
ODD_FLOATS = FLOATS + [
    "float('nan')", "float('inf')", "-float('inf')", "-float('nan')"]
TEXTS = [
    "", "a", "abc", "Hello", "x1y22", "  pad ", "\u00e9t\u00e9", "\u4f60\u597d",
    "a\U0001f600b", "0", "-17", "aaab", "\n\t", "A-B_c", "\u00df"]
WORD_MASK = "0xFFFFFFFFFFFFFFFF"

SCALARS = ["int", "float", "bool", "str"]
LISTS = ["list[int]", "list[float]", "list[str]", "list[bool]"]
NESTED = ["list[list[int]]", "list[list[float]]", "list[tuple[int,float]]"]
TUPLES = ["tuple[int,float]", "tuple[int,int,int]", "tuple[str,int]"]
# What a function may be called with, too, and what it makes only.
TABLES = ["dict[int,int]", "dict[str,int]", "dict[str,float]", "set[int]",
          "set[str]", "dict[int,list[int]]"]
LOCAL = TABLES + ["dict[int,float]", "dict[tuple[int,int],int]"]


# Of the classes that every corpus has.
INSTANCES = ["Item", "Item", "Pair"]


def element(kind):
    return kind[kind.index("[") + 1:-1]


def parts(kind):
    return element(kind).split(",")


def entry(kind):
    """The kinds of a dictionary's keys and values."""
    inside = element(kind)
    comma = inside.rindex(",")
    return inside[:comma], inside[comma + 1:]
