"""Random statements, and functions of them."""
import re

from expressions import Expressions
from kinds import *


class Writer(Expressions):
    """One function."""

    def __init__(self, rng, name):
        self.rng, self.name = rng, name
        self.lines, self.indent = [], 1
        self.variables = {}
        # Not to be assigned: loop variables, and lists that are looped over.
        self.fixed = set()
        self.loops = self.counter = 0
        self.parameters = []
        self.budget = rng.choice([4, 7, 12])

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def fresh(self):
        self.counter += 1
        return f"v{self.counter}"

    def write(self):
        kinds = SCALARS * 2 + LISTS + NESTED + TUPLES + TABLES + INSTANCES
        for index in range(self.rng.randint(1, 4)):
            kind = self.pick(*kinds)
            self.parameters.append((f"p{index}", kind))
            self.variables[f"p{index}"] = kind
        for _ in range(self.rng.randint(1, 3)):
            self.assign(self.pick(*SCALARS, *LISTS))
        if self.chance(0.25):
            self.inner_function()
        while self.budget > 0:
            self.statement()
        shown = [n for n in self.variables if self.chance(0.6)]
        self.line(f"return {self.results(shown)}")
        head = ", ".join(name for name, _ in self.parameters)
        return "\n".join([f"def {self.name}({head}):", *self.lines])

    def results(self, names):
        # What a function is no value of.
        names = [n for n in names if self.variables[n] != "function"]
        if not names:
            return self.expression(self.pick(*SCALARS), 2)
        return ", ".join(names[:6]) + ("," if len(names) == 1 else "")

    def statement(self):
        self.budget -= 1
        deep = self.indent > 4
        choices = ["assign"] * 5 + ["augmented"] * 4 + ["change"] * 4
        choices += ["swap", "unpack", "table", "table", "word", "build",
                    "best", "heap", "slice", "format", "gather", "instance",
                    "instance"]
        if not deep:
            choices += ["combine"]
            choices += ["branch"] * 3 + ["loop"] * 4 + ["while", "match"]
        if self.loops:
            choices += ["leave"]
        if self.chance(0.1):
            choices += ["return", "refuse", "try"]
        getattr(self, self.pick(*choices) + "_statement")()

    def assign(self, kind, name=None):
        value = self.expression(kind, 3)
        if name is None:
            name = self.fresh()
        self.line(f"{name} = {value}")
        self.variables[name] = kind

    def target(self, kind):
        """A variable to assign to: an old one or, outside of blocks, a new
        one."""
        old = [n for n in self.names(kind) if n not in self.fixed]
        if old and (self.indent > 1 or self.chance(0.6)):
            return self.pick(*old)
        return self.fresh() if self.indent == 1 else None

    def assign_statement(self):
        kind = self.pick(*SCALARS * 3, *LISTS, *TUPLES, *LOCAL, *NESTED)
        name = self.target(kind)
        if name:
            self.assign(kind, name)

    def augmented_statement(self):
        kind = self.pick("int", "int", "float", "float", "str")
        old = [n for n in self.names(kind) if n not in self.fixed]
        if not old:
            return
        name = self.pick(*old)
        if kind == "str":
            self.line(f"{name} += {self.piece()}")
        elif kind == "int":
            operator = self.pick("+", "-", "+", "//", "%", "&", "|", "^", ">>")
            right = self.expression("int", 2)
            if operator in ("//", "%"):
                right = self.pick(f"({right} | 1)", "7", "-3", right)
            if operator == ">>":
                right = f"({right} & 31)"
            self.line(f"{name} {operator}= {right}")
        else:
            operator = self.pick("+", "-", "*", "/", "+", "%", "//")
            right = self.expression(self.number(), 2)
            if operator in ("/", "%", "//"):
                right = self.pick(f"(abs({right}) + 0.25)", "3", "-2.5", right)
            self.line(f"{name} {operator}= {right}")

    def instance_statement(self):
        """Makes an instance or a named tuple, or does something with one."""
        items, pairs = self.names("Item"), self.names("Pair")
        free = self.indent == 1
        forms = ["make", "make", "pair"] if free else []
        if items:
            forms += ["set", "add", "link", "unlink", "step"]
            forms += ["walk"] if free else []
        if pairs:
            forms += ["replace"] + (["part", "unpack"] if free else [])
        if not forms:
            return
        form = self.pick(*forms)
        item = self.pick(*items) if items else None
        pair = self.pick(*pairs) if pairs else None
        number = self.expression("int", 2)
        if form == "make":
            self.line(f"{self.made('Item')} = "
                      f"Item({number}, {self.expression('float', 2)})")
        elif form == "pair":
            self.line(f"{self.made('Pair')} = "
                      f"Pair({number}, second={self.expression('float', 2)})")
        elif form == "set":
            self.line(f"{item}.n = {number}")
        elif form == "add":
            self.line(f"{item}.w += {self.expression('float', 2)}")
        elif form == "link":
            self.line(f"{item}.next = {self.pick(*items)}")
        elif form == "unlink":
            self.line(f"{item}.next = None")
        elif form == "step":
            if free:
                self.line(f"{self.made('int')} = {item}.step({number})")
            else:
                self.line(f"{item}.step({number})")
        elif form == "walk":
            total, node, turn = self.made("int"), self.fresh(), self.fresh()
            self.line(f"{total} = 0")
            self.line(f"{node} = {item}")
            self.line(f"for {turn} in range(4):")
            self.line(f"    if {node} is None:")
            self.line("        break")
            self.line(f"    {total} = {total} * 2 + {node}.n")
            self.line(f"    {node} = {node}.next")
        elif form == "replace":
            self.line(f"{pair} = {pair}._replace(first={number})")
        elif form == "part":
            self.line(f"{self.made('float')} = {pair}.second + {pair}[0]")
        else:
            first, second = self.made("int"), self.made("float")
            self.line(f"{first}, {second} = {pair}")

    def made(self, kind):
        name = self.fresh()
        self.variables[name] = kind
        return name

    def combine_statement(self):
        """A loop over what `itertools` gives, in a list."""
        lists = self.names("list[int]")
        if not lists or self.indent > 1:
            return
        one, other = self.pick(*lists), self.pick(*lists)
        a, b = self.fresh(), self.fresh()
        source = self.pick(
            f"itertools.product({one}, {other}[:4])",
            f"itertools.combinations({one}, 2)",
            f"itertools.permutations({one}[:5], 2)",
            f"itertools.product({one}[:4], repeat=2)",
            f"enumerate(map(abs, {one}))" if self.chance(0.3) else
            f"itertools.combinations_with_replacement({one}, 2)")
        result = self.fresh()
        self.line(f"{result} = [{a} - {b} for {a}, {b} in {source}]")
        self.variables[result] = "list[int]"

    def change_statement(self):
        """Changes a list or a set in place."""
        kinds = [k for k in LISTS + NESTED if self.changeable(k)]
        if not kinds:
            return
        kind = self.pick(*kinds)
        name, item = self.pick(*self.changeable(kind)), element(kind)
        index = self.index(name)
        value = self.expression(item, 2)
        action = self.form(
            ["append"] * 4 + ["store"] * 4
            + ["pop", "insert", "extend", "reverse", "augment", "slice"],
            ["delete", "clear", "sort", "pop0"])
        if action == "append":
            self.line(f"{name}.append({value})")
        elif action == "store":
            self.line(f"if {name}:")
            self.line(f"    {name}[{index}] = {value}")
        elif action == "pop":
            self.line(f"if {name}:")
            self.line(f"    {name}.pop()")
        elif action == "pop0":
            self.line(f"if len({name}) > 1:")
            self.line(f"    {name}.pop(0)")
        elif action == "insert":
            self.line(f"{name}.insert({self.expression('int', 1)}, {value})")
        elif action == "extend":
            more = self.expression(kind, 1)
            self.line(f"{name}.extend({more}[:3])")
        elif action == "reverse":
            self.line(f"{name}.reverse()")
        elif action == "delete":
            self.line(f"if {name}:")
            self.line(f"    del {name}[{self.index(name)}]")
        elif action == "augment" and item in ("int", "float"):
            operator = self.pick("+", "-", "+")
            self.line(f"if {name}:")
            self.line(f"    {name}[{index}] {operator}="
                      f" {self.expression(item, 1)}")
        elif action == "clear" and self.chance(0.3):
            self.line(f"{name}.clear()")
        elif action == "sort" and item in ("int", "float", "str"):
            self.line(f"{name}.sort()")
        elif action == "slice":
            low, high = self.rng.randint(-3, 3), self.rng.randint(-3, 5)
            self.line(f"{name} = {name}[{low}:{high}]")

    def changeable(self, kind):
        return [n for n in self.names(kind) if n not in self.fixed]

    def swap_statement(self):
        kinds = [k for k in LISTS if self.changeable(k)]
        if kinds and self.chance(0.6):
            name = self.pick(*self.changeable(self.pick(*kinds)))
            i, j = self.index(name), self.index(name)
            self.line(f"{name}[{i}], {name}[{j}] = {name}[{j}], {name}[{i}]")
            return
        for kind in SCALARS:
            old = [n for n in self.names(kind) if n not in self.fixed]
            if len(old) > 1:
                a, b = self.rng.sample(old, 2)
                self.line(f"{a}, {b} = {b}, {a}")
                return

    def unpack_statement(self):
        kind = self.pick(*TUPLES)
        if self.indent > 1:
            return
        names = [self.fresh() for _ in parts(kind)]
        self.line(f"{', '.join(names)} = {self.expression(kind, 2)}")
        self.variables.update(zip(names, parts(kind)))

    def table_statement(self):
        """Changes a dictionary or a set."""
        names = [n for n, k in self.variables.items()
                 if k in LOCAL and n not in self.fixed]
        if not names:
            return self.assign_statement()
        name = self.pick(*names)
        kind = self.variables[name]
        if kind.startswith("set"):
            method = self.form(["add"], ["discard", "remove"])
            value = self.expression(element(kind), 2)
            self.line(f"{name}.{method}({value})")
            return
        key_kind, value_kind = entry(kind)
        key = self.expression(key_kind, 2)
        value = self.expression(value_kind, 2)
        if value_kind.startswith("list"):
            self.line(f"{name}.setdefault({key}, []).append("
                      f"{self.expression(element(value_kind), 1)})")
            return
        zero = "0" if value_kind == "int" else "0.5"
        action = self.form(["store", "count", "augment", "count"],
                           ["pop", "delete", "default"])
        if action == "store":
            self.line(f"{name}[{key}] = {value}")
        elif action == "count":
            self.line(f"{name}[{key}] = {name}.get({key}, {zero}) + {zero}")
        elif action == "augment":
            self.line(f"if {key} in {name}:")
            self.line(f"    {name}[{key}] += {value}")
        elif action == "pop":
            self.line(f"{name}.pop({key}, {zero})")
        elif action == "delete":
            self.line(f"if {key} in {name}:")
            self.line(f"    del {name}[{key}]")
        else:
            self.line(f"{name}.setdefault({key}, {value})")

    def word_statement(self):
        """A step of a generator or of a hash, masked to 64 bits."""
        old = [n for n in self.names("int") if n not in self.fixed]
        if not old:
            return
        x = self.pick(*old)
        mask = self.pick(WORD_MASK, "0xFFFFFFFF", "0x7FFFFFFF", WORD_MASK)
        other = self.simple("int")
        self.line(self.pick(
            f"{x} = ({x} * 6364136223846793005 + 1442695040888963407) & {mask}",
            f"{x} = ({x} ^ ({x} << 13)) & {mask}",
            f"{x} = {x} ^ (({x} & {mask}) >> {self.rng.randint(0, 64)})",
            f"{x} = ({x} * 31 + {other}) & {mask}",
            f"{x} = ({x} * {other}) % {self.rng.randint(1, 10**9 + 7)}",
            f"{x} = ({x} + {other}) % 2**{self.pick(32, 63, 64)}",
            f"{x} = (({x} << {self.rng.randint(0, 40)}) | {other}) & {mask}"))

    def build_statement(self):
        """A new list by a comprehension."""
        if self.indent > 1:
            return
        kind = self.pick(*LISTS)
        source, item, around = self.iterable()
        name = self.fresh()
        inner = dict(self.variables)
        self.variables.update(around)
        value = self.expression(element(kind), 2)
        condition = f" if {self.expression('bool', 2)}" \
            if self.chance(0.4) else ""
        self.variables = inner
        self.line(f"{name} = [{value} for {item} in {source}{condition}]")
        self.variables[name] = kind

    def best_statement(self):
        """The largest so far, from none on."""
        lists = [(n, k) for n, k in self.variables.items()
                 if k in ("list[int]", "list[float]", "list[str]")]
        if self.indent > 1 or not lists:
            return
        source, kind = self.pick(*lists)
        best, item = self.fresh(), self.fresh()
        self.line(f"{best} = None")
        self.line(f"for {item} in {source}:")
        self.line(f"    if {best} is None or {item}"
                  f" {self.pick('<', '>')} {best}:")
        self.line(f"        {best} = {item}")
        self.line(f"if {best} is None:")
        self.line(f"    {best} = {self.literal(element(kind))}")
        self.variables[best] = element(kind)

    def heap_statement(self):
        kinds = [k for k in ("list[int]", "list[float]", "list[str]",
                             "list[tuple[int,float]]") if self.changeable(k)]
        if not kinds:
            return
        kind = self.pick(*kinds)
        name = self.pick(*self.changeable(kind))
        value = self.expression(element(kind), 1)
        action = self.pick("heapify", "push", "push", "pop", "insort",
                           "replace", "left")
        if action == "heapify":
            self.line(f"heapq.heapify({name})")
        elif action == "push":
            self.line(f"heapq.heappush({name}, {value})")
        elif action == "pop":
            self.line(f"if {name}:")
            self.line(f"    heapq.heappop({name})")
        elif action == "replace":
            self.line(f"heapq.heappushpop({name}, {value})")
        elif action == "insort":
            self.line(f"bisect.insort({name}, {value})")
        elif self.indent == 1:
            place = self.fresh()
            side = self.pick("left", "right")
            self.line(f"{place} = bisect.bisect_{side}({name}, {value})")
            self.variables[place] = "int"

    def slice_statement(self):
        kinds = [k for k in LISTS if self.changeable(k)]
        if not kinds:
            return
        kind = self.pick(*kinds)
        name = self.pick(*self.changeable(kind))
        low, high = self.rng.randint(-3, 3), self.rng.randint(-3, 5)
        if self.chance(0.3):
            self.line(f"del {name}[{low}:{high}]")
        else:
            self.line(f"{name}[{low}:{high}] ="
                      f" {self.expression(kind, 2)}[:3]")

    def format_statement(self):
        target = self.target("str")
        numbers = [(n, k) for n, k in self.variables.items()
                   if k in ("int", "float", "str", "bool")]
        if not target or not numbers:
            return
        text = ""
        for name, kind in self.rng.sample(numbers, min(3, len(numbers))):
            form = self.pick(*{
                "int": ["", ":d", ":05d", ":>8", ":x", ":,", ":+d", "!r"],
                "float": ["", ":.2f", ":8.3f", ":.3e", ":g", "!r", ":.0f"],
                "str": ["", ":>6", ":<4", ":^7", "!r"],
                "bool": ["", "!r", ":d"]}[kind])
            text += f"{{{name}{form}}}" + self.pick("", " ", "-", "{{")
        self.line(f"{target} = f'{text}'[:60]")
        self.variables[target] = "str"

    def gather_statement(self):
        """Something of all elements, by a generator or a sort key."""
        lists = [(n, k) for n, k in self.variables.items()
                 if k in LISTS + NESTED]
        if self.indent > 1 or not lists:
            return
        source, kind = self.pick(*lists)
        x, target = self.fresh(), self.fresh()
        outer = dict(self.variables)
        self.variables[x] = element(kind)
        condition = self.expression("bool", 2)
        number = self.expression("int", 2)
        real = self.expression("float", 2)
        self.variables = outer
        form, result = self.pick(
            (f"sum({number} for {x} in {source} if {condition})", "int"),
            (f"sum({real} for {x} in {source})", "float"),
            (f"any({condition} for {x} in {source})", "bool"),
            (f"all({condition} for {x} in {source})", "bool"),
            (f"max(({number} for {x} in {source}), default=0)", "int"),
            (f"sorted({source}, key=lambda {x}: {number})", kind),
            (f"sorted({source}, key=lambda {x}: ({number}, {real}),"
             " reverse=True)", kind),
            (f"min({source}, key=lambda {x}: {real})"
             f" if {source} else {self.literal(element(kind))}",
             element(kind)),
            (f"{{{x}: {number} for {x} in {self.of('list[int]')}}}",
             "dict[int,int]") if element(kind) == "int" else
            (f"len([{x} for {x} in {source} if {condition}])", "int"),
            (f"{{{number} for {x} in {source}}}", "set[int]"),
            (f"list(reversed({source}))", kind),
            (f"len(set({self.of('list[int]')}))", "int"))
        self.line(f"{target} = {form}")
        self.variables[target] = result

    def inner_function(self):
        """A function inside, or a generator that a loop is fed by."""
        name, parameter = self.fresh(), self.fresh()
        kind = self.pick("int", "float")
        outer, fixed = dict(self.variables), set(self.fixed)
        # What is assigned inside is another variable.
        self.fixed |= set(outer)
        self.variables[parameter] = kind
        self.line(f"def {name}({parameter}):")
        self.indent += 1
        if self.chance(0.8):
            value = self.expression(kind, 2)
            self.line(f"return {value}")
            self.indent -= 1
            self.variables, self.fixed = outer, fixed
            result = self.fresh()
            self.line(f"{result} = {name}({self.simple(kind)})")
            self.variables[result] = kind
            return
        step = self.fresh()
        self.line(f"for {step} in range({self.rng.randint(0, 6)}):")
        self.variables[step] = "int"
        self.line(f"    yield {self.expression(kind, 2)}")
        self.indent -= 1
        self.variables, self.fixed = outer, fixed
        total, item = self.fresh(), self.fresh()
        self.line(f"{total} = {self.literal(kind)}")
        self.line(f"for {item} in {name}({self.simple(kind)}):")
        self.line(f"    {total} {self.pick('+=', '-=')} {item}")
        self.variables[total] = kind

    def match_statement(self):
        kind = self.pick("int", "str")
        self.line(f"match {self.expression(kind, 1)}:")
        self.indent += 1
        for _ in range(self.rng.randint(1, 3)):
            cases = [self.literal(kind).strip("()") for _ in range(2)]
            guard = f" if {self.expression('bool', 1)}" \
                if self.chance(0.3) else ""
            self.line(f"case {' | '.join(cases[:self.rng.randint(1, 2)])}"
                      f"{guard}:")
            self.block(1)
        if self.chance(0.6):
            self.line("case _:")
            self.block(1)
        self.indent -= 1

    def block(self, count=None):
        self.indent += 1
        before, start = dict(self.variables), len(self.lines)
        for _ in range(count or self.rng.randint(1, 3)):
            self.statement()
        if len(self.lines) == start:
            self.line("pass")
        self.indent -= 1
        self.variables = before

    def branch_statement(self):
        self.line(f"if {self.expression('bool', 3)}:")
        self.block()
        if self.chance(0.3):
            self.line(f"elif {self.expression('bool', 2)}:")
            self.block()
        if self.chance(0.5):
            self.line("else:")
            self.block()

    def iterable(self):
        """What to loop over, the target, and the variables that it binds."""
        lists = [n for n, k in self.variables.items() if k.startswith("list")]
        form = self.pick("range", "range", "list", "list", "enumerate", "zip",
                         "text", "backwards", "table")
        a, b = self.fresh(), self.fresh()
        if form == "text":
            return self.simple("str"), a, {a: "str"}
        tables = [n for n, k in self.variables.items() if k.startswith("dict")]
        if form == "table" and tables:
            name = self.pick(*tables)
            key, value = entry(self.variables[name])
            if self.chance(0.5):
                return f"{name}.items()", f"{a}, {b}", {a: key, b: value}
            return name, a, {a: key}
        if form == "range" or not lists:
            last = f"{self.simple('int')} & 7"
            return self.pick(
                f"range({last})", f"range({self.rng.randint(0, 9)})",
                f"range({self.rng.randint(-3, 3)}, {last})",
                f"range({last}, -2, -1)", f"range(0, {last}, 2)"), a, {a: "int"}
        name = self.pick(*lists)
        item = element(self.variables[name])
        if form == "enumerate":
            start = self.pick("", "", ", 1")
            return f"enumerate({name}{start})", f"{a}, {b}", {a: "int", b: item}
        if form == "zip":
            other = self.pick(*lists)
            return f"zip({name}, {other})", f"{a}, {b}", {
                a: item, b: element(self.variables[other])}
        if form == "backwards":
            return f"range(len({name}) - 1, -1, -1)", a, {a: "int"}
        return name, a, {a: item}

    def loop_statement(self):
        if self.loops >= 3:
            return
        source, item, bound = self.iterable()
        self.line(f"for {item} in {source}:")
        self.within(bound, source)
        if self.chance(0.1):
            self.line("else:")
            self.block(1)

    def within(self, bound, source, fuel=False):
        outer, fixed = dict(self.variables), set(self.fixed)
        self.variables.update(bound)
        self.fixed |= set(bound) if fuel or self.chance(0.8) else set()
        # A list that grows while it is looped over, perhaps by another name
        # of it, would do so for ever.
        for name, kind in outer.items():
            if re.search(rf"\b{name}\b", source):
                self.fixed.update(self.names(kind))
        self.loops += 1
        self.block()
        self.loops -= 1
        self.variables, self.fixed = outer, fixed

    def while_statement(self):
        if self.loops >= 2:
            return
        fuel = self.fresh()
        self.line(f"{fuel} = 0")
        self.line(f"while {fuel} < {self.rng.randint(1, 9)}"
                  f" and {self.expression('bool', 2)}:")
        self.line(f"    {fuel} += 1")
        self.within({fuel: "int"}, "", True)
        self.fixed.add(fuel)

    def leave_statement(self):
        self.line(f"if {self.expression('bool', 2)}:")
        self.line("    " + self.pick("break", "continue"))

    def return_statement(self):
        if self.indent > 1:
            self.line(f"if {self.expression('bool', 2)}:")
            kind = self.pick("int", "float")
            self.line(f"    return {self.expression(kind, 1)}")

    def refuse_statement(self):
        self.line(f"if {self.expression('bool', 2)}:")
        self.line("    raise ValueError('refused')")

    def try_statement(self):
        self.line("try:")
        self.block(1)
        self.line("except (ZeroDivisionError, IndexError, ValueError):")
        self.block(1)
