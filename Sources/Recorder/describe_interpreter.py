"""Prints what has to be known of this interpreter to embed it, as JSON.

Runs isolated and without `site`, so that it is quick and has no side effects;
what `site` would add is asked for by name. Also runs on Pythons that are too
old to be supported, so that the error can say which one it met.
"""
import json
import os
import re
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

release = sys.version.split()[0]


def loaded_library():
    """The libpython this process runs on, if it is not linked statically."""
    with open("/proc/self/maps") as file:
        for line in file:
            path = line.rstrip("\n").split(None, 5)[5:]
            if path and os.path.basename(path[0]).startswith("libpython3."):
                return path[0]


def version_in(path):
    """The version that `Py_GetVersion` of a library starts with.

    Loading it to ask would leave its thread-local destructors behind.
    """
    with open(path, "rb") as file:
        pattern = b"\\0(3\\.%d\\.[0-9]+(?:(?:a|b|rc)[0-9]+)?\\+?)\\0"
        found = re.findall(pattern % sys.version_info[1], file.read())
    found = [version.decode() for version in found]
    return release if release in found else found[0] if found else None


def libraries():
    loaded = loaded_library()
    if loaded:
        return [{"path": loaded, "version": release}]
    found = []
    for folder in folders:
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.access(path, os.R_OK):
                found.append({"path": path, "version": version_in(path)})
                if found[-1]["version"] == release:
                    return found[-1:]
    return found


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
    "libraries": libraries(),
    "freeThreaded": bool(variable("Py_GIL_DISABLED")),
    "debug": bool(variable("Py_DEBUG")),
    "debian": os.path.exists("/etc/debian_version") and sys.base_prefix == "/usr",
}))
