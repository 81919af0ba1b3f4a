import re
import string
from collections import Counter, OrderedDict, defaultdict, deque
from itertools import groupby, zip_longest


def caesar_cipher(text: str, shift: int, decode: bool = False) -> str:
    """
    >>> caesar_cipher("Hello, World!", 3)
    'Khoor, Zruog!'
    """
    if decode:
        shift = -shift
    result = ""
    for char in text:
        if char.isupper():
            result += chr((ord(char) - ord("A") + shift) % 26 + ord("A"))
        elif char.islower():
            result += chr((ord(char) - ord("a") + shift) % 26 + ord("a"))
        else:
            result += char
    return result


def vigenere(message, key):
    translated = []
    key_index = 0
    key = key.upper()
    letters = string.ascii_uppercase
    for symbol in message:
        num = letters.find(symbol.upper())
        if num != -1:
            num += letters.find(key[key_index])
            num %= len(letters)
            if symbol.isupper():
                translated.append(letters[num])
            elif symbol.islower():
                translated.append(letters[num].lower())
            key_index += 1
            if key_index == len(key):
                key_index = 0
        else:
            translated.append(symbol)
    return "".join(translated)


def run_length_encode(text):
    """
    >>> run_length_encode("AAAABBBCCD")
    'A4B3C2D1'
    """
    out = []
    for ch, group in groupby(text):
        out.append(f"{ch}{len(list(group))}")
    return "".join(out)


def run_length_pairs(text):
    encoded = []
    count = 1
    for i in range(len(text)):
        if i + 1 < len(text) and text[i] == text[i + 1]:
            count += 1
        else:
            encoded.append((text[i], count))
            count = 1
    return encoded


def run_length_decode(data):
    decode = ""
    count = ""
    for char in data:
        if char.isdigit():
            count += char
        else:
            decode += char * int(count)
            count = ""
    return decode


def boyer_moore(text, pattern):
    """All places of the pattern."""
    n, m = len(text), len(pattern)
    last = {ch: i for i, ch in enumerate(pattern)}
    positions = []
    i = 0
    while i <= n - m:
        j = m - 1
        while j >= 0 and pattern[j] == text[i + j]:
            j -= 1
        if j < 0:
            positions.append(i)
            i += 1
        else:
            i += max(1, j - last.get(text[i + j], -1))
    return positions


def kmp_table(pattern):
    failure = [0]
    i, j = 0, 1
    while j < len(pattern):
        if pattern[i] == pattern[j]:
            i += 1
        elif i > 0:
            i = failure[i - 1]
            continue
        j += 1
        failure.append(i)
    return failure


def word_frequencies(text, top=3):
    words = text.lower().split()
    table = str.maketrans("", "", string.punctuation)
    cleaned = [w.translate(table) for w in words]
    counts = Counter(w for w in cleaned if w)
    return counts.most_common(top)


def word_count_manual(text):
    counts = {}
    for line in text.splitlines():
        for word in line.strip().split():
            word = word.strip(".,;:!?\"'()").lower()
            if not word:
                continue
            if word in counts:
                counts[word] += 1
            else:
                counts[word] = 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def is_balanced(text):
    pairs = {")": "(", "]": "[", "}": "{"}
    stack = []
    for ch in text:
        if ch in pairs.values():
            stack.append(ch)
        elif ch in pairs:
            if not stack or stack.pop() != pairs[ch]:
                return False
    return not stack


def evaluate_postfix(expression):
    stack = []
    for token in expression.split():
        if token in ("+", "-", "*", "/"):
            b = stack.pop()
            a = stack.pop()
            if token == "+":
                stack.append(a + b)
            elif token == "-":
                stack.append(a - b)
            elif token == "*":
                stack.append(a * b)
            else:
                stack.append(int(a / b))
        else:
            stack.append(int(token))
    return stack[0]


def infix_to_postfix(tokens):
    priority = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
    output, stack = [], []
    for token in tokens:
        if token.isalnum():
            output.append(token)
        elif token == "(":
            stack.append(token)
        elif token == ")":
            while stack and stack[-1] != "(":
                output.append(stack.pop())
            stack.pop()
        else:
            while (
                stack
                and stack[-1] != "("
                and priority[stack[-1]] >= priority[token]
            ):
                output.append(stack.pop())
            stack.append(token)
    while stack:
        output.append(stack.pop())
    return " ".join(output)


def longest_palindrome(s: str) -> str:
    best = ""
    for i in range(len(s)):
        for lo, hi in ((i, i), (i, i + 1)):
            while lo >= 0 and hi < len(s) and s[lo] == s[hi]:
                lo -= 1
                hi += 1
            if hi - lo - 1 > len(best):
                best = s[lo + 1:hi]
    return best


def length_of_longest_substring(s):
    last_seen = {}
    start = best = 0
    for i, ch in enumerate(s):
        if ch in last_seen and last_seen[ch] >= start:
            start = last_seen[ch] + 1
        last_seen[ch] = i
        best = max(best, i - start + 1)
    return best


def min_window(s, t):
    if not s or not t:
        return ""
    need = Counter(t)
    missing = len(t)
    left = start = end = 0
    for right, char in enumerate(s, 1):
        missing -= need[char] > 0
        need[char] -= 1
        if not missing:
            while left < right and need[s[left]] < 0:
                need[s[left]] += 1
                left += 1
            if not end or right - left <= end - start:
                start, end = left, right
    return s[start:end]


def group_anagrams(words):
    groups = defaultdict(list)
    for word in words:
        groups["".join(sorted(word))].append(word)
    return list(groups.values())


def zigzag(s, rows):
    if rows == 1 or rows >= len(s):
        return s
    lines = [""] * rows
    row, step = 0, 1
    for ch in s:
        lines[row] += ch
        if row == 0:
            step = 1
        elif row == rows - 1:
            step = -1
        row += step
    return "".join(lines)


def look_and_say(n):
    term = "1"
    for _ in range(n):
        result = ""
        i = 0
        while i < len(term):
            j = i
            while j < len(term) and term[j] == term[i]:
                j += 1
            result += str(j - i) + term[i]
            i = j
        term = result
    return term


def parse_csv_line(line, sep=",", quote='"'):
    fields = []
    current = []
    in_quotes = False
    i = 0
    while i < len(line):
        ch = line[i]
        if in_quotes:
            if ch == quote:
                if i + 1 < len(line) and line[i + 1] == quote:
                    current.append(quote)
                    i += 1
                else:
                    in_quotes = False
            else:
                current.append(ch)
        elif ch == quote:
            in_quotes = True
        elif ch == sep:
            fields.append("".join(current))
            current = []
        else:
            current.append(ch)
        i += 1
    fields.append("".join(current))
    return fields


def morse(text):
    table = {"a": ".-", "b": "-...", "c": "-.-.", "e": ".", "s": "...",
             "o": "---", " ": "/"}
    return " ".join(table.get(ch, "?") for ch in text.lower())


def atbash(sequence):
    letters = string.ascii_letters
    letters_reversed = string.ascii_lowercase[::-1] + string.ascii_uppercase[::-1]
    return "".join(
        letters_reversed[letters.index(c)] if c in letters else c
        for c in sequence
    )


def luhn(number: str) -> bool:
    digits = [int(d) for d in number if d.isdigit()]
    odd = digits[-1::-2]
    even = digits[-2::-2]
    checksum = sum(odd)
    for d in even:
        checksum += sum(divmod(d * 2, 10))
    return checksum % 10 == 0


def soundex(name):
    codes = {"bfpv": "1", "cgjkqsxz": "2", "dt": "3", "l": "4", "mn": "5", "r": "6"}
    name = name.lower()
    out = name[0].upper()
    previous = ""
    for ch in name[1:]:
        code = ""
        for letters, digit in codes.items():
            if ch in letters:
                code = digit
                break
        if code and code != previous:
            out += code
        previous = code
    return (out + "000")[:4]


def wrap_text(text, width):
    lines = []
    current = ""
    for word in text.split(" "):
        if len(current) + len(word) + 1 > width and current:
            lines.append(current)
            current = word
        else:
            current = current + " " + word if current else word
    if current:
        lines.append(current)
    return "\n".join(lines)


def justify(words, width):
    lines, row, length = [], [], 0
    for w in words:
        if length + len(row) + len(w) > width:
            for i in range(width - length):
                row[i % (len(row) - 1 or 1)] += " "
            lines.append("".join(row))
            row, length = [], 0
        row.append(w)
        length += len(w)
    return lines + [" ".join(row).ljust(width)]


def edit_distance(a, b):
    if len(a) < len(b):
        a, b = b, a
    previous = range(len(b) + 1)
    for i, ca in enumerate(a):
        current = [i + 1]
        for j, cb in enumerate(b):
            insertions = previous[j + 1] + 1
            deletions = current[j] + 1
            substitutions = previous[j] + (ca != cb)
            current.append(min(insertions, deletions, substitutions))
        previous = current
    return previous[-1]


def longest_common_prefix(words):
    if not words:
        return ""
    for i, chars in enumerate(zip(*words)):
        if len(set(chars)) > 1:
            return words[0][:i]
    return min(words)


def transpose_text(lines):
    width = max(len(line) for line in lines)
    padded = [line.ljust(width) for line in lines]
    return ["".join(column).rstrip() for column in zip(*padded)]


def slugify(title):
    out = []
    for ch in title.strip().lower():
        if ch.isalnum():
            out.append(ch)
        elif ch in " -_" and out and out[-1] != "-":
            out.append("-")
    return "".join(out).strip("-")


def parse_key_values(text):
    result = {}
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        key, sep, value = line.partition("=")
        if not sep:
            raise ValueError("line %d: no '='" % number)
        result[key.strip()] = value.strip()
    return result


def decode_string(s):
    """
    >>> decode_string("3[a2[c]]")
    'accaccacc'
    """
    stack = []
    current = ""
    number = 0
    for ch in s:
        if ch.isdigit():
            number = number * 10 + int(ch)
        elif ch == "[":
            stack.append((current, number))
            current, number = "", 0
        elif ch == "]":
            before, times = stack.pop()
            current = before + current * times
        else:
            current += ch
    return current


def compare_versions(v1, v2):
    for a, b in zip_longest(v1.split("."), v2.split("."), fillvalue="0"):
        if int(a) != int(b):
            return -1 if int(a) < int(b) else 1
    return 0


def hex_dump(data, width=8):
    lines = []
    for offset in range(0, len(data), width):
        chunk = data[offset:offset + width]
        hexa = " ".join("%02x" % b for b in chunk)
        text = "".join(chr(b) if 32 <= b < 127 else "." for b in chunk)
        lines.append("%08x  %-*s  %s" % (offset, width * 3 - 1, hexa, text))
    return lines


def crc32_table(data):
    table = []
    for i in range(256):
        c = i
        for _ in range(8):
            c = (c >> 1) ^ 0xEDB88320 if c & 1 else c >> 1
        table.append(c)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def add_binary(a, b):
    result = []
    carry = 0
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 or j >= 0 or carry:
        total = carry
        if i >= 0:
            total += ord(a[i]) - ord("0")
            i -= 1
        if j >= 0:
            total += ord(b[j]) - ord("0")
            j -= 1
        result.append(str(total % 2))
        carry = total // 2
    return "".join(reversed(result))


def tokenize(expression):
    tokens = []
    number = ""
    for ch in expression:
        if ch.isdigit() or ch == ".":
            number += ch
            continue
        if number:
            tokens.append(("NUM", float(number)))
            number = ""
        if ch in "+-*/()":
            tokens.append(("OP", ch))
        elif not ch.isspace():
            raise SyntaxError("bad character: " + ch)
    if number:
        tokens.append(("NUM", float(number)))
    return tokens


CALLS = {
    "caesar_cipher": [("Hello, World!", 3), ("Khoor", 3, True), ("", 1)],
    "vigenere": [("Attack at Dawn!", "lemon")],
    "run_length_encode": [("AAAABBBCCD",), ("",)],
    "run_length_pairs": [("AAAABBBCCD",), ("",)],
    "run_length_decode": [("4A3B2C1D",)],
    "boyer_moore": [("abracadabra", "abra"), ("aaa", "b")],
    "kmp_table": [("aabaabaaa",)],
    "word_frequencies": [("The cat. The dog, the end!",)],
    "word_count_manual": [("One fish\ntwo fish, red fish;\n\nblue fish.",)],
    "is_balanced": [("{[()]}",), ("(]",), ("",), ("((",)],
    "evaluate_postfix": [("2 1 + 3 *",), ("4 13 5 / +",)],
    "infix_to_postfix": [(list("a+b*(c^d-e)"),)],
    "longest_palindrome": [("babad",), ("",), ("cbbd",)],
    "length_of_longest_substring": [("abcabcbb",), ("",)],
    "min_window": [("ADOBECODEBANC", "ABC"), ("a", "b"), ("", "a")],
    "group_anagrams": [(["eat", "tea", "tan", "ate", "nat", "bat"],)],
    "zigzag": [("PAYPALISHIRING", 3), ("A", 1)],
    "look_and_say": [(6,)],
    "parse_csv_line": [('a,"b ""q"", c",d',), ("",)],
    "morse": [("SOS cab z",)],
    "atbash": [("ABC xyz.",)],
    "luhn": [("4539 1488 0343 6467",), ("1234",)],
    "soundex": [("Robert",), ("Ashcraft",)],
    "wrap_text": [("the quick brown fox jumps over", 10)],
    "justify": [(["This", "is", "an", "example", "of", "text"], 16)],
    "edit_distance": [("kitten", "sitting"), ("a", "abc")],
    "longest_common_prefix": [(["flower", "flow", "flight"],), ([],)],
    "transpose_text": [(["abc", "d", "ef"],)],
    "slugify": [("  Hello, World -- again ",)],
    "parse_key_values": [("a = 1\n# note\nb=two # x\n",)],
    "decode_string": [("3[a2[c]]",)],
    "compare_versions": [("1.10.2", "1.9"), ("1", "1.0.0")],
    "hex_dump": [(b"Hello, World\x00\xff",)],
    "crc32_table": [(b"123456789",)],
    "add_binary": [("1010", "1011")],
    "tokenize": [("3.5 + (4 * 2)",)],
}
EITHER = {
    "evaluate_postfix": [("1 +",), ("1 0 /",)],
    "parse_key_values": [("a",)],
    "soundex": [("",)],
    "tokenize": [("3 $ 4",)],
    "run_length_decode": [("A",)],
    "transpose_text": [([],)],
}
FALLS_BACK = {}
