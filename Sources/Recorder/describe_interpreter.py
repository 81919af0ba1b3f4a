"""Prints what has to be known of this interpreter to record it, as JSON.

Runs isolated and without `site`, so that it is quick and has no side effects;
what `site` would add is asked for by name. Also runs on Pythons that are too
old to be supported, so that the error can say which one it met.
"""
import json
import os
import site
import sys
import sysconfig

variable = sysconfig.get_config_var
executable = sys.executable

# Without `site`, sys.prefix is the base installation's even in a virtual
# environment.
prefixes = [sys.prefix, sys.exec_prefix]
environment = os.path.dirname(os.path.dirname(executable))
if os.path.exists(os.path.join(environment, "pyvenv.cfg")):
    prefixes.insert(0, environment)
else:
    environment = None

paths = sysconfig.get_paths()
code_folders = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
if hasattr(site, "getsitepackages"):
    code_folders += site.getsitepackages(prefixes)
    code_folders.append(site.getusersitepackages())

release = sys.version.split()[0]


def interpreter_file():
    """The file with the interpreter's code: a libpython, or the program."""
    with open("/proc/self/maps") as file:
        for line in file:
            path = line.rstrip("\n").split(None, 5)[5:]
            if path and os.path.basename(path[0]).startswith("libpython3."):
                return path[0]
    return os.path.realpath("/proc/self/exe")


implementation = getattr(sys, "implementation", None)
unique = list(dict.fromkeys(os.path.realpath(path) for path in code_folders if path))
header = os.path.join(paths["include"], "Python.h")
print(json.dumps({
    "implementation": implementation.name if implementation else "cpython",
    "version": list(sys.version_info[:3]),
    "release": release,
    "executable": executable,
    "environment": environment,
    "libraryDirectories": unique,
    "includeDirectory": paths["include"] if os.path.exists(header) else None,
    "library": interpreter_file(),
    "freeThreaded": bool(variable("Py_GIL_DISABLED")),
    "debug": bool(variable("Py_DEBUG")),
}))
