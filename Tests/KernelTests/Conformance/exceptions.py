"""Exceptions that are raised and handled."""


class GameError(Exception):
    pass


class InvalidMove(GameError):
    def __init__(self, move, why="bad"):
        super().__init__(f"{move}: {why}")
        self.move = move
        self.why = why


class Broke(Exception):
    """No money."""


class Board:
    def __init__(self, n):
        self.cells = [0] * n
        self.errors = 0
        self.log = []

    def play(self, i, who):
        if i < 0 or i >= len(self.cells):
            raise InvalidMove(i)
        if self.cells[i] != 0:
            raise InvalidMove(i, "taken")
        self.cells[i] = who
        if who == 9:
            raise Broke()

    def attempt(self, i, who):
        try:
            self.play(i, who)
        except InvalidMove:
            self.errors += 1
            return False
        return True


def game(moves):
    b = Board(5)
    ok = 0
    for k, m in enumerate(moves):
        if b.attempt(m, k % 2 + 1):
            ok += 1
    return ok, b.errors, b.cells


def hierarchy(moves):
    b = Board(3)
    out = []
    for m in moves:
        try:
            b.play(m, 1 if m != 2 else 9)
            out.append("ok")
        except Broke:
            out.append("broke")
        except GameError:
            out.append("game")
        else:
            out.append("fine")
    return out


def uncaught(moves):
    b = Board(3)
    for m in moves:
        b.play(m, 1)
    return b.cells


def reraised(moves):
    b = Board(3)
    n = 0
    try:
        for m in moves:
            try:
                b.play(m, 1)
            except InvalidMove:
                n += 1
                if n > 1:
                    raise
    except GameError:
        n += 100
    return n, b.cells


def with_finally(moves):
    b = Board(3)
    closed = 0
    seen = []
    for m in moves:
        try:
            try:
                b.play(m, 1)
                seen.append(m)
            finally:
                closed += 1
        except GameError:
            seen.append(-1)
    return closed, seen


def unbound(flag):
    try:
        if flag:
            raise GameError
        x = 1
    except GameError:
        pass
    return x


def bound_later(flag):
    try:
        y = 5
        if flag:
            raise GameError("f")
        x = 1
    except GameError:
        x = y + 1
    return x


def value_errors(items):
    def check(v):
        if v > 10:
            raise ValueError("too large")
        return v * 2
    good = []
    bad = 0
    for v in items:
        try:
            good.append(check(v))
        except ValueError:
            bad += 1
    return good, bad


def mixed_sources(texts):
    n = 0
    for t in texts:
        try:
            v = int(t)
            if v < 0:
                raise ValueError
            n += v
        except ValueError:
            n += 1000
    return n


def loop_exits(moves):
    b = Board(4)
    i = 0
    while True:
        try:
            if i >= len(moves):
                break
            b.play(moves[i], 1)
        except GameError:
            i += 1
            continue
        i += 1
    return i, b.cells


class ParseError(ValueError):
    def __init__(self, message, at):
        ValueError.__init__(self, message)
        self.at = at


class Parser:
    def __init__(self, text):
        self.text = text
        self.i = 0

    def fail(self, what):
        raise ParseError("no " + what, self.i)

    def number(self):
        j = self.i
        while self.i < len(self.text) and self.text[self.i].isdigit():
            self.i += 1
        if j == self.i:
            raise ParseError("no number", self.i)
        return int(self.text[j:self.i])

    def sum(self):
        total = self.number()
        while self.i < len(self.text):
            c = self.text[self.i]
            if c != "+":
                raise ParseError(f"unexpected {c}", self.i)
            self.i += 1
            total += self.number()
        return total


def parse_many(texts):
    good = bad = 0
    for t in texts:
        try:
            good += Parser(t).sum()
        except ParseError:
            bad += 1
    return good, bad


def base_catches(texts):
    out = []
    for t in texts:
        try:
            out.append(Parser(t).sum())
        except ValueError:
            out.append(-1)
    return out


def uses_exception(moves):
    b = Board(2)
    out = []
    for m in moves:
        try:
            b.play(m, 1)
        except InvalidMove as e:
            out.append(e.move)
    return out


def bare(moves):
    b = Board(2)
    n = 0
    for m in moves:
        try:
            b.play(m, 1)
        except:
            n += 1
    return n


def appended(n):
    out = []
    try:
        for i in range(n):
            out.append(i)
            if i == 5:
                raise GameError("six")
    except GameError:
        out.append(-1)
    return out


def deep(n):
    def go(k):
        if k == 0:
            raise GameError
        go(k - 1)
    try:
        go(n)
    except GameError:
        return n
    return -1


def not_ours(d, keys):
    n = 0
    for k in keys:
        try:
            n += d[k]
        except KeyError:
            n -= 1
    return n


def asserted(xs):
    n = 0
    for x in xs:
        try:
            assert x > 0
            n += x
        except AssertionError:
            n -= 1
    return n


def left_by_break(moves):
    b = Board(3)
    closed = 0
    for m in moves:
        try:
            b.play(m, 1)
            if m == 2:
                break
        except GameError:
            closed += 10
        finally:
            closed += 1
    return closed, b.cells


class Summand:
    def __init__(self, v):
        self.v = v

    def __add__(self, other):
        if other.v > 5:
            raise GameError
        return Summand(self.v + other.v)

    @property
    def half(self):
        if self.v % 2:
            raise Broke("odd")
        return self.v // 2


def guarded_sum(a, b):
    try:
        c = a + b
    except GameError:
        return -1
    return c.v


def unseen(xs):
    out = []
    for x in xs:
        try:
            out.append(guarded_sum(Summand(1), Summand(x)))
            out.append(Summand(x).half)
        except GameError:
            out.append(-2)
        except Broke:
            out.append(-3)
    return out


def changes_argument(items, x):
    try:
        items.append(x)
        if x > 2:
            raise Broke
        items.append(x * 10)
    except Broke:
        items.append(-1)
    return len(items)



def only_raises(n):
    if n == 0:
        raise Broke(n)
    return only_raises(n - 1) + 1


def caught_from_below(n):
    try:
        return only_raises(n)
    except Broke:
        return -n


CALLS = {
    "caught_from_below": [(0,)],
    "unseen": [([2, 3, 6, 7, 4],)],
    "changes_argument": [([1], 1), ([1], 3)],
    "game": [([0, 1, 1, 7, -2, 3],), ([],)],
    "hierarchy": [([0, 0, 1, 2, 7],)],
    "uncaught": [([0, 1],)],
    "reraised": [([0, 0, 1, 1, 2],), ([0, 1],)],
    "with_finally": [([0, 0, 5, 1],)],
    "unbound": [(False,)],
    "bound_later": [(False,), (True,)],
    "value_errors": [([1, 20, 3],)],
    "loop_exits": [([0, 1, 1, 9, 2],)],
    "parse_many": [(["1+2", "3+", "4", "x", "5-1"],)],
    "base_catches": [(["1+2", "3+", "4", "x", "5-1"],)],
    "bare": [([0, 0, 1, 5],)],
    "appended": [(3,), (10,)],
    "deep": [(20,), (0,)],
    "not_ours": [({"a": 1}, ["a", "b"])],
}
EITHER = {
    "caught_from_below": [(5,)],
    "left_by_break": [([0, 0, 2, 1],), ([0, 1],)],
    "uses_exception": [([0, 0, 1],), ([0],)],
    "uncaught": [([0, 0],), ([5],)],
    "unbound": [(True,)],
    "mixed_sources": [(["1", "x", "-3"],), (["1", "2"],)],
    "asserted": [([1, 2, -3],)],
    "deep": [(5000,)],
}
FALLS_BACK = {}
MAY_BE_SKELETONS = ["left_by_break"]
