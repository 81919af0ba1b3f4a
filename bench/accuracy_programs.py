"""Programs whose shares are known by construction.

Each is a set-up and pieces: a label, what kind of code takes its time (None
where it is a mixture), and a statement. The pieces run in turn, over and over,
and the thread's CPU clock is read between them, so a run says itself how its
time divided. Pieces take tens of microseconds and more, the clock less than
one. Time under no label is bookkeeping.
"""

PYTHON, C, NATIVE = "interpreter", "interpreterC", "native"

LOOPS = """
def spin(n):
    x = 0
    for i in range(n):
        x += i & 7
    return x
"""

# name: (set-up, [(label, kind, statement)], further threads).
PROGRAMS = {
    "one big-integer line of five": (
        "p, q = 7 ** 40000, 11 ** 30000\nx = y = 0",
        [("other", PYTHON,
          "x = y + 1\ny = x & 255\nx = y * 3\ny = x - y"),
         ("product", C, "z = p * q")]),
    "a @ b beside a small loop": (
        "import numpy\na = numpy.ones((300, 300))\n" + LOOPS,
        [("product", NATIVE, "c = a @ a"), ("loop", PYTHON, "spin(300)")]),
    "two loops, three to one": (
        LOOPS + "def other(n):\n    x = 0\n    while x < n:\n        x += 1\n",
        [("long", PYTHON, "spin(9000)"), ("short", PYTHON, "other(3000)")]),
    "a loop in a loop": (
        "rows = [list(range(200)) for _ in range(20)]\n"
        "def inner(row):\n    s = 0\n    for v in row:\n        s += v * v\n"
        "    return s\n"
        "def outer():\n    t = 0\n    for row in rows:\n"
        "        t ^= inner(row)\n    return t\n" + LOOPS,
        [("nest", PYTHON, "outer()"), ("flat", PYTHON, "spin(2000)")]),
    "ten functions": (
        "\n".join(
            f"def f{i}():\n    x = 0\n    for i in range({600 * (i + 1)}):\n"
            f"        x ^= i\n" for i in range(10)),
        [(f"f{i}", PYTHON, f"f{i}()") for i in range(10)]),
    "a generator and its consumer": (
        "def numbers(n):\n    for i in range(n):\n        yield i * i\n"
        "def consume():\n    s = 0\n    for v in numbers(2000):\n"
        "        s += v\n    return s\n" + LOOPS,
        [("generator", PYTHON, "consume()"), ("loop", PYTHON, "spin(6000)")]),
    "a comprehension and a loop": (
        "def squares(n):\n    return [i * i for i in range(n)]\n" + LOOPS,
        [("comprehension", None, "squares(4000)"),
         ("loop", PYTHON, "spin(2000)")]),
    "recursion": (
        "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
        + LOOPS,
        [("recursion", PYTHON, "fib(14)"), ("loop", PYTHON, "spin(1500)")]),
    "methods and attributes": (
        "class Point:\n    def __init__(self):\n        self.x = 0\n"
        "    def move(self, by):\n        self.x += by\n"
        "point = Point()\n"
        "def walk(n):\n    for i in range(n):\n        point.move(i)\n"
        "def read(n):\n    s = 0\n    for i in range(n):\n        s += point.x\n",
        [("methods", None, "walk(3000)"), ("attributes", None, "read(3000)")]),
    "dictionaries": (
        "keys = [str(i) for i in range(3000)]\nd = dict.fromkeys(keys, 1)\n"
        "def build():\n    r = {}\n    for k in keys:\n        r[k] = 1\n"
        "def look():\n    s = 0\n    for k in keys:\n        s += d[k]\n",
        [("build", None, "build()"), ("look up", None, "look()"),
         ("copy", C, "e = dict.fromkeys(keys)")]),
    "sorting": (
        "import random\nrandom.seed(1)\n"
        "data = [random.random() for _ in range(3000)]\n"
        "def copy():\n    r = []\n    for v in data:\n        r.append(v)\n",
        [("sort", C, "s = sorted(data)"), ("append", None, "copy()")]),
    "text": (
        "words = ['word%d' % i for i in range(2000)]\ntext = ' '.join(words)\n",
        # Freeing the list of the split before is the interpreter's work.
        [("join", C, "s = '-'.join(words)"), ("split", None, "t = text.split()"),
         ("replace", C, "u = text.replace('word', 'w')")]),
    "regular expressions": (
        "import re\npattern = re.compile(r'[a-z]+9')\n"
        "text = 'abc123 ' * 500\n" + LOOPS,
        [("search", C, "pattern.search(text)"),
         ("loop", PYTHON, "spin(3000)")]),
    "JSON": (
        "import json\nvalue = [{'a': i, 'b': [i] * 5} for i in range(100)]\n"
        "text = json.dumps(value)\n",
        [("dumps", None, "s = json.dumps(value)"),
         ("loads", None, "v = json.loads(text)")]),
    "digests, without the GIL": (
        "import hashlib\ndata = bytes(200_000)\n" + LOOPS,
        [("digest", NATIVE, "h = hashlib.sha256(data).digest()"),
         ("loop", PYTHON, "spin(8000)")]),
    "arrays": (
        "import numpy\na = numpy.arange(100_000, dtype=float)\n"
        "def walk():\n    s = 0.0\n    for v in a[:500]:\n        s += v\n",
        [("sum", NATIVE, "s = a.sum()"), ("product", NATIVE, "b = a * a"),
         ("walk", None, "walk()")]),
    "floats": (
        "import math\n"
        "def powers(n):\n    s = 0.0\n    for i in range(n):\n"
        "        s += i ** 1.5\n"
        "def roots(n):\n    s = 0.0\n    for i in range(n):\n"
        "        s += math.sqrt(i)\n",
        [("power", None, "powers(2000)"), ("root", None, "roots(2000)")]),
    "copies of bytes": (
        "data = bytes(range(256)) * 2000\n" + LOOPS,
        [("copy", C, "c = bytearray(data)"), ("find", C, "data.find(b'zz')"),
         ("loop", PYTHON, "spin(1000)")]),
    "exceptions": (
        "def fail(n):\n    for i in range(n):\n        try:\n"
        "            raise ValueError\n        except ValueError:\n"
        "            pass\n" + LOOPS,
        [("raise", None, "fail(1000)"), ("loop", PYTHON, "spin(5000)")]),
    "garbage collection": (
        "import gc\ngc.disable()\nkept = [[i] for i in range(20_000)]\n" + LOOPS,
        [("collect", C, "gc.collect()"), ("loop", PYTHON, "spin(20_000)")]),
    "a rhythm of a millisecond": (
        "import time\n"
        "def until(part):\n    end = time.thread_time_ns() + part\n"
        "    while time.thread_time_ns() < end:\n        pass\n",
        [("first", None, "until(700_000)"), ("second", None, "until(300_000)")]),
    "compression": (
        "import zlib\ndata = bytes(range(256)) * 100\n"
        "small = zlib.compress(data)\n",
        [("pack", None, "zlib.compress(data)"),
         ("unpack", None, "zlib.decompress(small)")]),
    "two threads and one GIL": (
        LOOPS, [("loop", PYTHON, "spin(6000)")],
        [("more", PYTHON, "spin(5000)")]),
    "a thread without the GIL": (
        "import hashlib\ndata = bytes(400_000)\n" + LOOPS,
        [("loop", PYTHON, "spin(6000)")],
        [("digest", NATIVE, "h = hashlib.sha256(data).digest()")]),
}


def source(name):
    """The program: it takes seconds and a file for what it measured."""
    setup, pieces, *threads = PROGRAMS[name]
    runs = [pieces, *([piece] for piece in (threads[0] if threads else []))]
    text = "import json, sys, threading, time\n" + setup + "\nmeasured = {}\n"
    for number, run in enumerate(runs):
        text += f"def run{number}(seconds):\n"
        text += "    clock = time.thread_time_ns\n"
        names = [f"n{i}" for i in range(len(run))]
        text += f"    {' = '.join(names)} = 0\n    x = y = 0\n"
        text += "    began = clock()\n    end = began + int(seconds * 1e9)\n"
        text += "    while began < end:\n"
        for counter, (label, _, statement) in zip(names, run):
            for line in statement.split("\n"):
                text += f"        {line}  # @{label}\n"
            text += f"        now = clock(); {counter} += now - began; began = now\n"
        for counter, (label, *_) in zip(names, run):
            text += f"    measured[{label!r}] = {counter}\n"
    calls = "seconds = float(sys.argv[1])\n"
    for number in range(1, len(runs)):
        calls += (f"more{number} = threading.Thread(target=run{number},"
                  " args=(seconds,))\n"
                  f"more{number}.start()\n")
    calls += "run0(seconds)\n"
    calls += "".join(f"more{n}.join()\n" for n in range(1, len(runs)))
    return text + calls + (
        "with open(sys.argv[2], 'w') as file:\n"
        "    json.dump(measured, file)\n")


def kinds(name):
    """The kind of each label, or nothing where one of them is a mixture."""
    setup, pieces, *threads = PROGRAMS[name]
    found = {label: kind for part in [pieces, *threads]
             for label, kind, _ in part}
    return found if None not in found.values() else {}
