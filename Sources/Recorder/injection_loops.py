"""The part of `injection.py` that exchanges loops.

A loop has no code object of its own. The module is compiled again from its
source, with each line number kept, and in the place of a loop stands

    for OUTPUTS in KERNEL(INPUTS):
        break
    else:
        LOOP

where KERNEL gives one element, or none where it gives up: the loop itself
runs then, in its own frame. To record calls, the loop stands between two
calls that get its inputs and outputs.

A module's code is already on its way into a frame when it is announced, so it
cannot be exchanged: it becomes a call of the new code, in the same namespace,
from a frame that is in no traceback.
"""

ONLY_AST = 0x400
# Statements that go round, or have an expression that does.
LOOPS = (
    _ast.For, _ast.While, _ast.Assign, _ast.AnnAssign, _ast.AugAssign,
    _ast.Expr)
# As in `injection.c`.
STACK_STEP = 111


def quietly(make):
    """Runs the compiler once more without its warnings, seen already."""
    module = sys.modules.get("warnings") or _warnings
    changed = getattr(module, "_filters_mutated", None) or getattr(
        module, "_filters_mutated_lock_held", None)
    everything = ("ignore", None, Warning, None, 0)
    module.filters.insert(0, everything)
    if changed is not None:
        changed()
    try:
        return make()
    finally:
        module.filters.remove(everything)
        if changed is not None:
            changed()


def compiled(source, file, flags=0):
    return compile(source, file, "exec", flags=flags, dont_inherit=True)


class Editor:
    """Puts calls into a tree. Each callable is a constant that stands for it
    until the code is compiled: a tree can only hold plain values."""

    def __init__(self):
        self.callables = {}

    def constant(self, value, place):
        name = "<swiftlet %d>" % len(self.callables)
        self.callables[name] = value
        # The conditional keeps the compiler from warning that strings are
        # not callable; it leaves no trace in the bytecode.
        return _ast.IfExp(
            test=_ast.Constant(value=True, **place),
            body=_ast.Constant(value=name, **place),
            orelse=_ast.Constant(value=0, **place), **place)

    def call(self, function, arguments, place):
        return _ast.Call(
            func=self.constant(function, place), args=arguments, keywords=[],
            **place)

    def names(self, names, context, place):
        return [_ast.Name(id=n, ctx=context(), **place) for n in names]

    def outputs(self, groups, context, place):
        tuples = [
            _ast.Tuple(
                elts=self.names(names, context, place), ctx=context(),
                **place)
            for names in groups]
        if len(tuples) == 1:
            return tuples[0]
        if not tuples and context is _ast.Load:
            return _ast.Constant(value=True, **place)
        return _ast.Tuple(elts=tuples, ctx=context(), **place)

    def with_kernel(self, loop, kernel, inputs, groups):
        place = self.place(loop)
        return [_ast.For(
            target=self.outputs(groups, _ast.Store, place),
            iter=self.call(
                kernel, self.names(inputs, _ast.Load, place), place),
            body=[_ast.Break(**place)], orelse=[loop], **place)]

    def with_capture(self, loop, begin, end, inputs, groups):
        place = self.place(loop)
        before = self.call(
            begin, self.names(inputs, _ast.Load, place), place)
        after = self.call(
            end, [self.outputs(groups, _ast.Load, place)], place)
        # An output that has no value is no reason to fail here.
        return [
            _ast.Expr(value=before, **place), loop,
            _ast.Try(
                body=[_ast.Expr(value=after, **place)],
                handlers=[_ast.ExceptHandler(
                    type=self.constant(NameError, place), name=None,
                    body=[_ast.Pass(**place)], **place)],
                orelse=[], finalbody=[], **place)]

    def place(self, node):
        return dict(
            lineno=node.lineno, col_offset=node.col_offset,
            end_lineno=node.lineno, end_col_offset=node.col_offset + 1)

    def edit(self, node, edits):
        """Replaces the loops whose places `edits` has, inner ones first."""
        for field in ("body", "orelse", "handlers", "cases", "finalbody"):
            children = getattr(node, field, None)
            if type(children) is not list:
                continue
            for index in range(len(children) - 1, -1, -1):
                child = children[index]
                self.edit(child, edits)
                edit = None
                if type(child) in LOOPS:
                    edit = edits.pop((child.lineno, child.col_offset), None)
                if edit is not None:
                    children[index:index + 1] = edit(self, child)

    def replacements(self, code):
        """Where the constants have to be exchanged for what they stand for."""
        pending = [code]
        while pending:
            parent = pending.pop()
            for position, value in enumerate(parent.co_consts):
                if type(value) is Code:
                    pending.append(value)
                elif type(value) is str and value in self.callables:
                    yield parent.co_consts, position, self.callables[value]


def loop_to_kernel(target, library, name):
    call = None

    def gave_up(*_):
        return None

    @hidden
    def kernel(*inputs):
        nonlocal call
        if call is None:
            # A kernel looks up classes where its original would.
            original = Function(
                gave_up.__code__, frame_around().f_globals)
            call = kernel_of(target, library, name, original) or gave_up
        result = call(*inputs)
        if result is None:
            return ()
        return ((),) if result is True else (result,)

    return kernel


def frame_around():
    """The frame of the script's that called what calls this."""
    return sys._getframe(1 if HIDES else 2)


def loop_to_capture(target):
    # What is under way, by frame: (arguments, recorded arguments, start).
    open_calls = {}
    calls, seconds = 0, 0.0
    attempt = recorder(target)

    @hidden
    def begin(*inputs):
        nonlocal calls
        if is_watched():
            return
        calls += 1
        before = attempt(inputs) if is_wanted(calls) else None
        open_calls[id(frame_around())] = (inputs, before, time.perf_counter())

    @hidden
    def end(outputs):
        nonlocal seconds
        if is_watched():
            return
        now = time.perf_counter()
        inputs, before, start = open_calls.pop(
            id(frame_around()), (None, None, None))
        if start is None:
            return
        seconds += now - start
        if before is not None or calls & (calls - 1) == 0:
            value = attempt((*inputs, outputs)) if before is not None else None
            write((
                "call", target, calls, seconds, now - start, before, "return",
                value, None))

    return begin, end


def loop_edit(target):
    """What an editor has to do to a loop."""
    library, name, (_, _, inputs, outputs) = PLAN[target][3:6]
    if library is None:
        begin, end = loop_to_capture(target)
        return lambda editor, loop: editor.with_capture(
            loop, begin, end, inputs, outputs)
    kernel = loop_to_kernel(target, library, name)
    return lambda editor, loop: editor.with_kernel(
        loop, kernel, inputs, outputs)


def probes():
    """Code objects, and the number of the first instruction of each that a
    traceback could show: what tells where a code object keeps that number."""
    for constant in (1, (1, 2), probes):
        visible = (lambda: constant).__code__
        unseen = invisible(visible)
        for code in {unseen, visible}:
            first = code.co_code[::2].find(opcode.opmap["RESUME"])
            yield code, first if first >= 0 else len(code.co_code) // 2


def resized(code):
    """Two code objects that differ in the size of their stacks only, by what
    no two addresses can differ by."""
    return (
        code.replace(co_stacksize=code.co_stacksize + 1),
        code.replace(co_stacksize=code.co_stacksize + 1 + STACK_STEP))


def with_loops(module, targets):
    """The module's code with loops exchanged, and what is to be replaced.

    Gives None where that is not possible; the journal says why.
    """
    def refuse(why):
        for target in targets:
            note(target, why)

    source, file = SOURCES[PLAN[targets[0]][5][0]], module.co_filename
    editor = Editor()
    edits = {PLAN[target][5][1]: loop_edit(target) for target in targets}
    try:
        if quietly(lambda: compiled(source, file)) != module:
            return refuse("its source is not the one that runs")
        tree = quietly(lambda: compiled(source, file, ONLY_AST))
        editor.edit(tree, edits)
        if edits:
            return refuse("the loop was not found in the source")
        code = quietly(lambda: compiled(tree, file))
    except Exception as error:
        return refuse("its module could not be compiled again: %s" % error)

    @hidden
    def run(probe):
        return Function(code, probe.__globals__)()

    stub = trampoline(module, run, True)
    if len(stub.co_code) > len(module.co_code):
        return refuse("its module is too small")
    found = list(editor.replacements(code))
    found.append((
        module, -1, stub, tuple(probes()), *resized(stub),
        max(0, stub.co_stacksize - module.co_stacksize)))
    return code, found
