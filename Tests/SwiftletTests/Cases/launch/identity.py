#: mask 0x[0-9a-f]+
#: run identity.py one "two words" --help -c -m -o out --rate 5 -- -x --quiet
import os
import sys

import __main__

for name in [
    "argv", "orig_argv", "path", "flags", "executable", "prefix",
    "base_prefix", "exec_prefix", "platlibdir", "warnoptions", "_xoptions",
    "dont_write_bytecode", "pycache_prefix", "version", "hexversion",
    "api_version", "meta_path", "path_hooks", "float_repr_style",
    "_base_executable", "abiflags", "thread_info", "int_info",
]:
    print(name, getattr(sys, name, None))
print("modules", sorted(sys.modules))
print("built in", sys.builtin_module_names)
print(__file__, __name__, __package__, __spec__, __doc__, __cached__)
print(type(__loader__), sorted(vars(__main__)))
print("recursion limit", sys.getrecursionlimit(), sys.getswitchinterval())
print("directory", os.getcwd())
