"""The part of `trace.py` that writes counters into a syntax tree."""

# Instructions here get the line of those before.
NOWHERE = {
    "lineno": -1, "end_lineno": -1, "col_offset": -1, "end_col_offset": -1}

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# Python may turn these into text: `from __future__ import annotations`.
ANNOTATIONS = {"annotation", "returns", "type_params"}


def where(node):
    return {name: getattr(node, name) for name in NOWHERE}


def is_list(value):
    return type(value) is list


def children(node, without=()):
    for field in node._fields:
        if field in without:
            continue
        value = getattr(node, field, None)
        for child in value if is_list(value) else (value,):
            if isinstance(child, ast.AST):
                yield child


def holds(nodes, kinds, closed):
    """One of the kinds is among the nodes or below, outside of `closed`."""
    pending = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, kinds):
            return True
        if not isinstance(node, closed):
            pending.extend(children(node))
    return False


class Context:
    """What is around a node."""

    def __init__(self, prefix, name, is_resumed=False):
        self.prefix, self.name, self.is_resumed = prefix, name, is_resumed
        # The innermost loop, and all asynchronous ones of the function.
        self.loop, self.asynchronous = None, ()

    def inside(self, loop, is_asynchronous):
        inner = Context(self.prefix, self.name, self.is_resumed)
        inner.loop = loop
        inner.asynchronous = self.asynchronous
        if is_asynchronous:
            inner.asynchronous += (loop,)
        return inner


class Module:
    def __init__(self, tree, file):
        self.tree, self.file = tree, text(file)
        self.names, self.counters = {}, {}

    # Counters, by the text that stands for them until the code is made.

    def place(self, kind, name, begin, end, is_resumed=False):
        if name not in self.names:
            self.names[name] = text(name)
        return place(
            kind, is_resumed, self.file, self.names[name], begin.lineno,
            begin.col_offset, end.end_lineno, end.end_col_offset)

    def constant(self, place, leaving, location):
        name = "\0swiftlet:%d:%d" % (place, leaving)
        if name not in self.counters:
            self.counters[name] = counter(place, leaving)
        return ast.Constant(value=name, kind=None, **location)

    def flag(self, place, leaving, location):
        return ast.UnaryOp(
            op=ast.Invert(), operand=self.constant(place, leaving, location),
            **location)

    def mark(self, place, leaving, location):
        return ast.Expr(value=self.flag(place, leaving, location), **location)

    def holding(self, place, body):
        """A loop around statements that end it themselves."""
        return ast.For(
            target=ast.Tuple(elts=[], ctx=ast.Store(), **UNLINED_PLACE),
            iter=self.constant(place, ENTRY, UNLINED_PLACE), body=body,
            orelse=[], type_comment=None, **UNLINED_PLACE)

    def wrapped(self, place, iterable, is_asynchronous):
        location = where(iterable)
        if not is_asynchronous:
            iterable = folded(iterable)
        return ast.BinOp(
            left=self.constant(place, ENTRY, location), op=ast.MatMult(),
            right=iterable, **location)

    # The tree, from the top down; a list of nodes to go on with instead of
    # recursion, which the length of a chain of `elif` would be too much for.

    def rewrite(self):
        self.pending = [(self.tree, Context("", "<module>"))]
        while self.pending:
            node, context = self.pending.pop()
            if isinstance(node, ast.ClassDef):
                self.later(node, context, without={"body"})
                inside = Context(
                    context.prefix + node.name + ".", context.name,
                    context.is_resumed)
                self.block(node, "body", inside)
            elif isinstance(node, FUNCTIONS):
                self.later(node, context, without={"body"} | ANNOTATIONS)
                self.function(node, context)
            elif isinstance(node, ast.Lambda):
                self.function_expression(node, context)
            elif isinstance(node, COMPREHENSIONS):
                self.comprehension(node, context)
            else:
                self.later(node, context, without=ANNOTATIONS)

    def later(self, node, context, without=()):
        for field in node._fields:
            value = getattr(node, field, None)
            if field in without or value is None:
                continue
            if is_list(value) and value and isinstance(value[0], ast.stmt):
                self.block(node, field, context)
            else:
                for child in value if is_list(value) else (value,):
                    if isinstance(child, ast.AST):
                        self.pending.append((child, context))

    def block(self, node, field, context):
        result = []
        for statement in getattr(node, field):
            if isinstance(statement, ast.While):
                statement = self.condition_loop(statement, context)
            elif isinstance(statement, LOOPS):
                self.loop(statement, context)
            else:
                self.pending.append((statement, context))
                if isinstance(statement, ast.Break) \
                        and context.loop is not None:
                    result.append(
                        self.mark(context.loop, BREAK, where(statement)))
                elif isinstance(statement, ast.Return):
                    result += [
                        self.mark(loop, RETURN, where(statement))
                        for loop in context.asynchronous]
            result.append(statement)
        setattr(node, field, result)

    def loop(self, node, context):
        is_asynchronous = isinstance(node, ast.AsyncFor)
        place = self.place(
            ASYNC_LOOP if is_asynchronous else LOOP, context.name, node, node,
            context.is_resumed)
        inside = context
        self.pending.append((node.target, context))
        self.pending.append((node.iter, context))
        if place >= 0:
            node.iter = self.wrapped(place, node.iter, is_asynchronous)
            inside = context.inside(place, is_asynchronous)
        self.block(node, "body", inside)
        self.block(node, "orelse", context)

    def condition_loop(self, node, context):
        # In a loop around all of it, these would end the wrong one.
        is_bound = holds(
            node.orelse, (ast.Break, ast.Continue),
            LOOPS + FUNCTIONS + (ast.ClassDef, ast.Lambda))
        # A debugger stops there once an iteration, which it tells by a jump
        # that would be another one.
        is_line = node.body[0].lineno == node.test.end_lineno
        place = -1 if is_bound or is_line else self.place(
            WHILE, context.name, node, node, context.is_resumed)
        self.pending.append((node.test, context))
        inside = context.inside(place if place >= 0 else None, False)
        self.block(node, "body", inside)
        self.block(node, "orelse", context)
        if place < 0:
            return node
        ending = [self.mark(place, CONDITION, NOWHERE), ast.Break(**NOWHERE)]
        test = ast.If(
            test=node.test, body=node.body, orelse=node.orelse + ending,
            **where(node))
        return self.holding(place, [test])

    def function(self, node, context):
        name = context.prefix + node.name
        is_resumed = isinstance(node, ast.AsyncFunctionDef) or holds(
            node.body, (ast.Yield, ast.YieldFrom),
            FUNCTIONS + (ast.ClassDef, ast.Lambda))
        place = self.place(
            GENERATOR if is_resumed else FUNCTION, name, node, node,
            is_resumed)
        self.block(
            node, "body", Context(name + ".<locals>.", name, is_resumed))
        if place < 0:
            return
        first = node.body[0]
        has_docstring = isinstance(first, ast.Expr) and isinstance(
            first.value, ast.Constant) and type(first.value.value) is str
        start, rest = node.body[:has_docstring], node.body[has_docstring:]
        if not rest:
            start.append(self.mark(place, ENTRY, where(node)))
        elif is_resumed:
            start.append(self.mark(place, ENTRY, UNLINED_PLACE))
        else:
            rest = [self.holding(place, rest + [ast.Break(**NOWHERE)])]
        node.body = start + rest

    def function_expression(self, node, context):
        name = context.prefix + "<lambda>"
        place = self.place(LAMBDA, name, node, node)
        self.pending.append((node.args, context))
        self.pending.append((node.body, Context(
            name + ".<locals>.", name,
            holds([node.body], (ast.Yield, ast.YieldFrom), ast.Lambda))))
        if place >= 0:
            node.body = ast.IfExp(
                test=self.flag(place, ENTRY, UNLINED_PLACE), body=node.body,
                orelse=ast.Constant(value=None, kind=None, **UNLINED_PLACE),
                **where(node.body))

    def comprehension(self, node, context):
        is_resumed = context.is_resumed or isinstance(node, ast.GeneratorExp)
        self.later(node, context, without={"generators"})
        for index, clause in enumerate(node.generators):
            for child in children(clause):
                self.pending.append((child, context))
            if is_assignment(clause):
                continue
            place = self.place(
                ASYNC_LOOP if clause.is_async else LOOP, context.name,
                clause.target if index else node, node, is_resumed)
            if place >= 0:
                clause.iter = self.wrapped(
                    place, clause.iter, clause.is_async)

    def finished(self, code):
        """The code with its counters in place."""
        return code.replace(
            co_consts=tuple(
                self.finished(constant) if type(constant) is Code
                else self.counters.get(constant, constant)
                if type(constant) is str else constant
                for constant in code.co_consts),
            co_linetable=without_unlined(
                code.co_linetable, code.co_firstlineno))


def is_assignment(clause):
    """`for x in [value]`, which is compiled without a loop."""
    return isinstance(clause.iter, (ast.List, ast.Tuple)) and len(
        clause.iter.elts) == 1 and not isinstance(
            clause.iter.elts[0], ast.Starred)


def folded(iterable):
    """What the compiler makes of what stands directly behind `in`."""
    if not isinstance(iterable, (ast.List, ast.Set)):
        return iterable
    if not all(isinstance(element, ast.Constant) for element in iterable.elts):
        return iterable
    kind = tuple if isinstance(iterable, ast.List) else frozenset
    return ast.Constant(
        value=kind(element.value for element in iterable.elts), kind=None,
        **where(iterable))
