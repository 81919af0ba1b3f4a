import sys

import __main__

if __name__ == "__main__":
    print(sys.argv, sys.path, __file__, __package__)
    print(__spec__.name, __spec__.origin, __spec__.parent)
    print(__main__.__file__, sys.orig_argv)
    raise ValueError("the traceback goes through runpy")
