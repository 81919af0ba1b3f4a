"""Random expressions of each kind."""
import re

from kinds import *


class Expressions:
    """Over `self.variables`, kinds by name, chosen by `self.rng`."""

    def pick(self, *choices):
        return self.rng.choice(choices)

    def chance(self, share):
        return self.rng.random() < share

    def names(self, kind):
        return [n for n, k in self.variables.items() if k == kind]

    def number(self):
        return self.pick("float", "float", "int", "bool")

    def index(self, name):
        inside = f"{self.simple('int')} % len({name})"
        if self.chance(0.9):
            return inside if self.chance(0.6) else f"({inside}) - len({name})"
        return self.pick("0", "-1", "1", self.simple("int"))

    def simple(self, kind):
        """A variable, else a literal."""
        names = self.names(kind)
        return self.pick(*names) if names and self.chance(0.9) else \
            self.literal(kind)

    def literal(self, kind):
        if kind == "int":
            number = self.pick(*INTS) if self.chance(0.3) else \
                self.rng.randint(-5, 20)
            return f"({number})" if number < 0 else str(number)
        if kind == "float":
            number = self.pick(*FLOATS)
            return f"({number})" if number[0] == "-" else number
        if kind == "bool":
            return self.pick("True", "False")
        if kind == "str":
            return repr(self.pick(*TEXTS))
        if kind.startswith("tuple"):
            return "(" + ", ".join(map(self.literal, parts(kind))) + ")"
        if kind.startswith("list"):
            return "[" + ", ".join(
                self.literal(element(kind))
                for _ in range(self.rng.randint(1, 3))) + "]"
        if kind.startswith("set"):
            return "{" + self.literal(element(kind)) + "}"
        key, value = entry(kind)
        return "{" + self.literal(key) + ": " + self.literal(value) + "}"

    def piece(self):
        """A short text: what may be added in loops."""
        name = self.simple("str")
        return self.pick(
            repr(self.pick(*TEXTS)), f"{name}[:2]", f"{name}[-1:]",
            f"chr({self.simple('int')} % 300 + 32)",
            f"str({self.simple('int')} % 1000)")

    def expression(self, kind, depth):
        if depth <= 0 or self.chance(0.15):
            return self.simple(kind)
        if self.chance(0.06):
            return (f"({self.expression(kind, depth - 1)}"
                    f" if {self.expression('bool', depth - 1)}"
                    f" else {self.expression(kind, depth - 1)})")
        if kind in SCALARS:
            return getattr(self, kind + "_expression")(depth - 1)
        if kind.startswith("tuple"):
            items = [self.expression(k, depth - 1) for k in parts(kind)]
            return "(" + ", ".join(items) + ")"
        if kind.startswith("list"):
            return self.list_expression(kind, depth - 1)
        if kind.startswith("set") and self.chance(0.6):
            if self.chance(0.6):
                return f"set({self.of('list[' + element(kind) + ']')})"
            sign = self.pick("|", "&", "-", "^")
            return f"({self.of(kind)} {sign} {self.of(kind)})"
        return self.literal(kind)

    def item(self, kind):
        """An element of some list, tuple or dictionary, if there is one."""
        found = [
            (name, other) for name, other in self.variables.items()
            if other in (f"list[{kind}]", f"list[list[{kind}]]")
            or other.startswith("tuple") and kind in parts(other)
            or other.startswith("dict") and entry(other)[1] == kind]
        if not found:
            return self.simple(kind)
        name, other = self.pick(*found)
        if other.startswith("tuple"):
            return f"{name}[{parts(other).index(kind)}]"
        if other.startswith("dict"):
            key = self.simple(entry(other)[0])
            return f"{name}[{key}]" if self.chance(0.2) else \
                f"{name}.get({key}, {self.literal(kind)})"
        first = f"{name}[{self.index(name)}]"
        if other == f"list[{kind}]":
            return first if self.chance(0.1) else \
                f"({first} if {name} else {self.simple(kind)})"
        return f"{first}[{self.pick('0', '-1', '1')}]"

    def whole(self, kind):
        """Of all elements of a list."""
        names = self.names(f"list[{kind}]")
        if not names:
            return self.simple(kind)
        function = self.pick("sum", "sum", "min", "max")
        name = self.pick(*names)
        return f"{function}({name})" if function == "sum" else \
            f"({function}({name}) if {name} else {self.simple(kind)})"

    def size(self):
        some = [n for n, k in self.variables.items()
                if k.startswith(("list", "dict", "set", "str"))]
        return f"len({self.pick(*some)})" if some else self.literal("int")

    def form(self, common, rare):
        """Rare ones often raise, or are not translated."""
        return self.pick(*rare) if self.chance(0.05) else self.pick(*common)

    def filled(self, form, depth):
        """A form with what its words in capitals stand for."""
        def word(match):
            word = match.group().lower()
            if word in SCALARS:
                return self.expression(word, depth)
            if word == "number":
                return self.expression(self.number(), depth)
            if word == "text":
                return self.simple("str")
            if word == "small":
                return str(self.rng.randint(-3, 6))
            return getattr(self, word)()
        return re.sub(
            r"\b(INT|FLOAT|BOOL|STR|NUMBER|TEXT|SMALL|SIZE|PIECE)\b",
            word, form)

    def int_expression(self, depth):
        form = self.form([
            "(INT + INT)", "(INT - INT)", "(INT + INT)", "(INT * SMALL)",
            "(INT // (INT | 1))", "(INT % (abs(INT) + 1))", "(INT & INT)",
            "(INT | INT)", "(INT ^ INT)", "(INT >> (INT & 63))",
            "(INT << (INT & 15))", "-INT", "~INT", "abs(INT)",
            "min(INT, INT)", "max(INT, INT, INT)", "int(BOOL)",
            "(INT + BOOL)", "SIZE", "SIZE", "(INT // 7)", "(INT % -5)",
            "divmod(INT, 7)[0]", "divmod(INT, -3)[1]", "int(FLOAT % 1000.0)",
            "(INT * INT) % 97", "(INT * INT) % 1000003", "(INT * INT) % -13",
            "(INT % 7) ** 3", "(INT % 5) ** (INT % 4)", "TEXT.find(PIECE)",
            "TEXT.count(PIECE)", "item", "item", "item", "whole",
        ], [
            "(INT // INT)", "(INT % INT)", "int(FLOAT)", "round(FLOAT)",
            "listed", "divmod(INT, INT)[1]", "ord(TEXT[0])", "int(str(INT))",
            "int(TEXT)", "ord(TEXT)"])
        if form == "listed":
            kind = self.pick("int", "str", "float")
            return (f"{self.of('list[' + kind + ']')}."
                    f"{self.pick('index', 'count')}({self.simple(kind)})")
        if form in ("item", "whole"):
            return getattr(self, form)("int")
        return self.filled(form, depth)

    def float_expression(self, depth):
        form = self.form([
            "(FLOAT + FLOAT)", "(FLOAT - NUMBER)", "(NUMBER * FLOAT)",
            "(FLOAT / (abs(NUMBER) + 0.5))", "(FLOAT // 0.7)",
            "(FLOAT % 3.0)", "(FLOAT % -2.5)", "(FLOAT / 3)",
            "(FLOAT * FLOAT + FLOAT)", "FLOAT ** 2", "abs(FLOAT) ** 0.5",
            "-FLOAT", "abs(FLOAT)", "min(FLOAT, FLOAT)",
            "max(FLOAT, FLOAT)", "float(NUMBER)", "(INT / (INT | 1))",
            "math.sqrt(abs(FLOAT))", "math.sin(FLOAT % 10.0)",
            "math.exp(FLOAT % 10.0)", "math.log(abs(FLOAT) + 1.0)",
            "math.atan(FLOAT)", "float(math.floor(FLOAT % 1e6))",
            "item", "item", "item", "whole",
        ], [
            "(FLOAT / NUMBER)", "(FLOAT // NUMBER)", "(FLOAT % NUMBER)",
            "FLOAT ** 0.5", "FLOAT ** -1", "FLOAT ** 3", "math.sqrt(FLOAT)",
            "math.sin(FLOAT)", "math.exp(FLOAT)", "math.log(FLOAT)",
            "math.hypot(FLOAT, FLOAT)", "round(FLOAT, SMALL)", "(INT / INT)",
            "float(TEXT)"])
        if form in ("item", "whole"):
            return getattr(self, form)("float")
        return self.filled(form, depth)

    def bool_expression(self, depth):
        form = self.form([
            "compare", "compare", "compare", "mixed", "table", "item",
            "(INT <= INT < INT)", "(BOOL and BOOL)", "(BOOL or BOOL)",
            "(not BOOL)", "(INT % 2 == 0)", "(INT % 3 == SMALL)",
            "(INT % -2 == 0)", "TEXT.startswith(PIECE)", "TEXT.isdigit()",
            "(PIECE in TEXT)", "bool(INT)", "(FLOAT != FLOAT)",
        ], ["lists", "within", "TEXT.isalpha()"])
        sign = self.pick("<", "<=", ">", ">=", "==", "!=")
        if form == "compare":
            kind = self.pick("INT", "FLOAT", "STR")
            form = f"({kind} {sign} {kind})"
        elif form == "mixed":
            form = f"({self.pick('INT', 'BOOL')} {sign} FLOAT)"
        elif form == "item":
            return self.item("bool")
        elif form == "lists":
            kind = self.pick(*LISTS)
            a, b = self.expression(kind, 1), self.expression(kind, 1)
            return f"({a} {self.pick('==', '!=', '<')} {b})"
        elif form in ("within", "table"):
            wanted = LISTS if form == "within" else LOCAL
            found = [
                (n, k) for n, k in self.variables.items() if k in wanted]
            if not found:
                return self.simple("bool")
            name, kind = self.pick(*found)
            inside = entry(kind)[0] if kind.startswith("dict") \
                else element(kind)
            return f"({self.expression(inside, depth)} in {name})"
        return self.filled(form, depth)

    def str_expression(self, depth):
        form = self.form([
            "(TEXT + PIECE)", "(PIECE + TEXT[:20])", "TEXT[SMALL:]",
            "TEXT[SMALL:SMALL]", "TEXT[::-1]", "TEXT[::2]", "str(INT)",
            "chr(INT % 1000)", "(TEXT[:5] * (INT & 3))", "STR.strip()",
            "TEXT[:1]", "TEXT[-1:]", "join", "item", "item",
        ], [
            "TEXT[0]", "TEXT[-1]", "TEXT.lower()", "TEXT.upper()", "chr(INT)",
            "TEXT[:20].replace(PIECE, PIECE)", "format", "str(FLOAT)",
            "(TEXT * SMALL)"])
        if form == "join":
            return f"{self.pick(repr(','), repr(''))}.join(" \
                f"{self.of('list[str]')}[:4])"
        if form == "format":
            names = [n for n, k in self.variables.items() if k in SCALARS]
            shown = ":".join(
                f"{{{n}}}" for n in self.rng.sample(names, min(2, len(names)))
                if self.variables[n] != "float")
            return f"f'<{shown}>'[:40]"
        return self.item("str") if form == "item" else \
            self.filled(form, depth)

    def of(self, kind):
        names = self.names(kind)
        return self.pick(*names) if names else self.literal(kind)

    def list_expression(self, kind, depth):
        item, name = element(kind), self.of(kind)
        form = self.form(
            ["pair", "one", "times", f"{name}[:]", f"{name}[SMALL:]",
             f"{name}[::-1]", f"list({name})", "more", "sorted"],
            ["split", "sorted_str"])
        if form in ("pair", "one", "times", "more"):
            first = self.expression(item, depth)
            return {
                "pair": f"[{first}, {self.simple(item)}]",
                "one": f"[{first}]", "more": f"({name}[:3] + [{first}])",
                "times": f"([{first}] * ({self.simple('int')} & 3))"}[form]
        if form == "sorted":
            return f"sorted({name})" if item in ("int", "float") else name
        if form == "sorted_str":
            return f"sorted({name})" if item in SCALARS else name
        if form == "split":
            if item != "str":
                return self.literal(kind)
            return self.filled(self.pick(
                "TEXT.split()", "list(TEXT)", "TEXT.split(',')",
                "TEXT.split('a')"), depth)
        return form.replace("SMALL", str(self.rng.randint(-3, 6)))
