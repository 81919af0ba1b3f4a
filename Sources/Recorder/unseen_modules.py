"""The begin of the programs that run inside the script's process.

The script must not find modules imported that it did not import itself.
"""
import sys

# C code that imports a module looks for this in the frame that called it.
__builtins__ = sys.modules["builtins"]

Code = type((lambda: 0).__code__)


class Unseen:
    """Modules imported meanwhile, with those that they import, do not stay."""

    def __enter__(self):
        self.seen = set(sys.modules)

    def __exit__(self, *_):
        for name in set(sys.modules) - self.seen:
            del sys.modules[name]


