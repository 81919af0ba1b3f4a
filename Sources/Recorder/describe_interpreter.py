"""Prints what has to be known of this interpreter to embed it, as JSON.

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
libraries = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
if hasattr(site, "getsitepackages"):
    libraries += site.getsitepackages(prefixes)
    libraries.append(site.getusersitepackages())

folders = []
for folder in (variable("LIBDIR"), variable("LIBPL"), os.path.join(sys.base_exec_prefix, "lib")):
    if folder:
        folders.append(folder)
        if variable("MULTIARCH"):
            folders.append(os.path.join(folder, variable("MULTIARCH")))

names = []
for name in (variable("INSTSONAME"), variable("LDLIBRARY")):
    if name and ".so" in name:
        names.append(name)
names.append("libpython%d.%d.so.1.0" % sys.version_info[:2])

implementation = getattr(sys, "implementation", None)
unique = list(dict.fromkeys(os.path.realpath(path) for path in libraries if path))
header = os.path.join(paths["include"], "Python.h")
print(json.dumps({
    "implementation": implementation.name if implementation else "cpython",
    "version": list(sys.version_info[:3]),
    "release": sys.version.split()[0],
    "executable": executable,
    "environment": environment,
    "libraryDirectories": unique,
    "includeDirectory": paths["include"] if os.path.exists(header) else None,
    "libraries": [os.path.join(folder, name) for folder in folders for name in names],
    "freeThreaded": bool(variable("Py_GIL_DISABLED")),
    "debug": bool(variable("Py_DEBUG")),
    "debian": os.path.exists("/etc/debian_version") and sys.base_prefix == "/usr",
}))
