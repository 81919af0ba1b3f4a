"""Starts a script with one of its files changed in memory.

`KIND` ("script" or "module"), `NAME`, `FILE` (the path of the file to change)
and `CHANGED` (a path with its new text, or None for no change) are defined
above this text. The file itself is not touched, and the script's `__main__`
is as Python would make it.
"""
def start(kind, name, file, changed):
    import importlib.machinery as machinery
    import os
    import sys

    main = sys.modules["__main__"].__dict__
    text = None
    if changed is not None:
        with open(changed, "rb") as source:
            text = source.read()

    def compiled(path):
        if text is not None and os.path.abspath(path) == file:
            return compile(text, path, "exec", dont_inherit=True)
        return None

    get_code = machinery.SourceFileLoader.get_code

    def get_changed_code(self, fullname):
        return compiled(self.path) or get_code(self, fullname)

    machinery.SourceFileLoader.get_code = get_changed_code
    for key in ("start", "KIND", "NAME", "FILE", "CHANGED"):
        main.pop(key, None)
    main["__doc__"] = None
    if kind == "module":
        import runpy

        if not sys.flags.safe_path:
            sys.path[0] = os.getcwd()
        runpy._run_module_as_main(name)
        return
    path = os.path.abspath(name)
    sys.argv[0] = name
    if not sys.flags.safe_path:
        sys.path[0] = os.path.dirname(os.path.realpath(name))
    code = compiled(path)
    if code is None:
        with open(path, "rb") as source:
            code = compile(source.read(), path, "exec", dont_inherit=True)
    main.update(
        __file__=path, __cached__=None, __spec__=None,
        __loader__=machinery.SourceFileLoader("__main__", path))
    exec(code, main)


start(KIND, NAME, FILE, CHANGED)
