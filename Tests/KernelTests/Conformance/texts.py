"""Text: characters, slices, comparison, searching, building, methods."""

VOWELS = "aeiou"


def fowler_noll_vo(text):
    h = 0xCBF29CE484222325
    for c in text:
        h = ((h ^ ord(c)) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return h


def levenshtein(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a):
        current = [i + 1]
        for j, y in enumerate(b):
            cost = 0 if x == y else 1
            current.append(
                min(current[j] + 1, previous[j + 1] + 1, previous[j] + cost))
        previous = current
    return previous[len(b)]


def is_palindrome(text):
    i = 0
    j = len(text) - 1
    while i < j:
        if text[i] != text[j]:
            return False
        i += 1
        j -= 1
    return True


def at(text, i):
    return text[i], text[i] == "a", text[i] == "\u00e9", text[i] < "m"


def slices(text, i, j):
    return text[i:j], text[i:], text[:j], text[::-1], text[i:j:2], text[:], text[::-2]


def order(a, b):
    return a == b, a != b, a < b, a <= b, a > b, a >= b


def inside(a, b):
    return a in b, a not in b, "e" in b, b.find(a), b.count(a)


def ends(a, b):
    return a.startswith(b), a.endswith(b), a[:1] == b[:1]


def count_vowels(text):
    total = 0
    for c in text:
        if c in VOWELS or c in ("\u00e9", "\u00fc"):
            total += 1
    return total


def caesar(text, shift):
    out = ""
    for c in text:
        if "a" <= c <= "z":
            out += chr((ord(c) - 97 + shift) % 26 + 97)
        elif c.isupper():
            out += chr((ord(c) - 65 + shift) % 26 + 65)
        else:
            out += c
    return out


def caesar_list(text, shift):
    out = []
    for c in text:
        out.append(chr(ord(c) + shift))
    return "".join(out), "-".join(out)


def join_generator(text):
    return "".join(c + c for c in text if c != " "), ", ".join([c for c in text])


def run_length(text):
    if not text:
        return ""
    out = []
    previous = text[0]
    n = 1
    for c in text[1:]:
        if c == previous:
            n += 1
        else:
            out.append(previous + str(n))
            previous = c
            n = 1
    out.append(previous + str(n))
    return "".join(out)


def build(pieces, n):
    text = ""
    other = ""
    for i in range(n):
        for piece in pieces:
            before = text
            text += piece
            other = before + "!"
    return text, other, len(text)


def tests(text):
    return (text.isdigit(), text.isalpha(), text.isalnum(), text.isspace(),
            text.isupper(), text.islower())


def letter_tests(text):
    out = []
    for c in text:
        out.append((c.isdigit(), c.isalpha(), c.isalnum(), c.isspace(),
                    c.isupper(), c.islower(), c.lower(), c.upper()))
    return out


def cases(text):
    return text.lower(), text.upper(), text.strip(), text.lstrip(), text.rstrip()


def words(text, separator):
    return text.split(), text.split(separator), text.split("--")


def longest(items):
    best = ""
    for item in items:
        if len(item) > len(best):
            best = item
    return best


def tokens(text):
    i = 0
    total = 0
    while i < len(text):
        c = text[i]
        if c.isdigit():
            j = i
            while j < len(text) and text[j].isdigit():
                j += 1
            total += int(text[i:j])
            i = j
        else:
            i += 1
    return total


def digit_sum(text):
    return sum([int(c) for c in text])


def to_int(text):
    return int(text)


def code_points(text):
    return [ord(c) for c in text], [ord(c) for c in reversed(text)]


def characters(text):
    letters = list(text)
    letters.reverse()
    return letters, "".join(letters)


def single(text):
    return ord(text)


def from_code(n):
    return chr(n)


def in_place(items, text):
    for i in range(len(items)):
        items[i] = items[i] + text
    items.append(text)


def same(text):
    return text


def repeat(text, n):
    return text * n, n * "ab", str(n), str(text)


def maybe(text, flag):
    result = None
    if flag:
        result = text[0]
    return result


def pairs(text):
    out = []
    for a, b in zip(text, text[1:]):
        out.append((a, b, a == b))
    return out


WIDE = "a\U0001f600b\u20acc\u00e9"
TEXTS = ["hello", "", "h\u00e9llo w\u00f6rld", "\u0100\u20ac\u4e2d", WIDE, "a",
         "\ud800\udc00", "\ud83d", "\x00a\x00", "\U0010ffff", "\x7f\x80\xff"]
PAIRS = [("hello", "help"), ("", ""), ("", "a"), ("abc", "abcd"), ("abc", "abc"),
         ("\u00e9", "\u0100"), (WIDE, WIDE), ("l", "hello"), ("lo", "hello"),
         ("\U0001f600b", WIDE), ("a", "aaaa"), ("aa", "aaaaa"), ("c\u00e9", WIDE),
         ("\xff", "\u0100"), ("\uffff", "\U00010000"), ("\ud800", "\ud800\udc00")]
CALLS = {
    "fowler_noll_vo": [(text,) for text in TEXTS],
    "levenshtein": [("kitten", "sitting"), ("", "abc"), (WIDE, "a\u20acb"), ("", "")],
    "is_palindrome": [("abba",), ("",), ("abc",), (WIDE + WIDE[::-1],)],
    "at": [("hello", 0), ("hello", -1), (WIDE, 1), (WIDE, 5), ("h\u00e9", 1)],
    "slices": [("hello", 1, 3), ("hello", -3, -1), ("", 0, 5), (WIDE, 1, 4),
               ("hello", 4, 2), ("\u0100\u20ac", 0, 100), (WIDE, -100, 2)],
    "order": PAIRS,
    "inside": PAIRS,
    "ends": PAIRS + [("hello", "lo"), ("hello", "he"), (WIDE, "c\u00e9")],
    "count_vowels": [(text,) for text in TEXTS],
    "caesar": [("Hello, World", 3), ("", 1), ("xyz", 30), ("abc", -1)],
    "caesar_list": [("hello", 1), ("", 5), ("\xfe\xff", 1), ("a", 0x1F600), ("\u00ff", 0xFF00)],
    "join_generator": [(text,) for text in TEXTS],
    "run_length": [("aaabbc",), ("",), (WIDE,), ("z" * 1000,)],
    "build": [(["ab", "c"], 50), ([], 3), (["\u00e9", "\u20ac", "\U0001f600", "a"], 20),
              (["", "x"], 4), (TEXTS, 3)],
    "tests": [("123",), ("abc",), ("",), ("aB1",), (" \t\n",), ("AB",), ("A b",), ("1",)],
    "letter_tests": [("aZ5 _\t\x1c\x1f\x7f",), ("",)],
    "cases": [("  Hello World\n",), ("",), ("   ",), ("a",), ("\x1cx\x1d",)],
    "words": [("a b  c", ","), ("", ","), ("a,b,,c", ","), (" x ", ","), (",", ","),
              ("a--b----c", "-"), ("one", "one")],
    "longest": [(["a", "bcd", "ef"],), ([],), (TEXTS,)],
    "tokens": [("a12b3 456",), ("",), ("no",), ("007",)],
    "digit_sum": [("12345",), ("",)],
    "to_int": [("123",), ("-5",), ("+7",), ("0",), ("007",), ("9" * 18,)],
    "code_points": [(text,) for text in TEXTS],
    "characters": [(text,) for text in TEXTS],
    "single": [("a",), ("\u20ac",), ("\U0010ffff",), ("\x00",)],
    "from_code": [(97,), (0,), (255,), (256,), (0x10FFFF,), (0xD800,)],
    "in_place": [(["a", "\u00e9"], "x"), ([], ""), (["a"], WIDE), (["q"], "")],
    "same": [(text,) for text in TEXTS],
    "repeat": [("ab", 3), ("", 5), (WIDE, 2), ("x", -1), ("y", 0)],
    "maybe": [("abc", True), ("abc", False)],
    "pairs": [(text,) for text in TEXTS],
}
FALLS_BACK = {
    "at": [("hello", 5), ("", 0), ("abc", -4)],
    "single": [("",), ("ab",)],
    "from_code": [(-1,), (0x110000,)],
    "to_int": [("",), ("x",), ("-",), ("1 2",), ("1.5",), ("--1",)],
    "digit_sum": [("12a",)],
    "maybe": [("", True)],
    "same": [(5,), (None,), (b"abc",), (["a"],)],
    "words": [("abc", "")],
}
EITHER = {
    "tests": [(text,) for text in TEXTS] + [("\u0661",), ("\u00b2",), ("\u01c5",)],
    "letter_tests": [(text,) for text in TEXTS] + [("\u0661\u00b2\u01c5\u3000",)],
    "cases": [(text,) for text in TEXTS] + [("\u00df\u0130",), ("\u3000a\u3000",)],
    "words": [("a\u3000b", "\u3000"), ("\u00e9 \u00e9", "\u00e9")],
    "to_int": [(" 5 ",), ("1_000",), ("\u0661",), ("9" * 30,), ("9" * 5000,), (3.5,)],
    "caesar": [("\u00e9", 2), (WIDE, 1)],
    "caesar_list": [("a", -98), ("\U0010ffff", 1)],
    "order": [("a", 1), ("a", None), (1, 2)],
    "inside": [(1, "a"), ("a", ["a"]), ("a", {"a": 1})],
    "longest": [(["a", 1],), (("a", "b"),)],
    "tokens": [("9" * 40,)],
}
