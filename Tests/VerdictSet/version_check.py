"""Compares two version numbers."""
# label: measure-more
import sys


def parts(version):
    return tuple(int(part) for part in version.split("."))


def main(arguments):
    old, new = arguments if len(arguments) == 2 else ("1.2.3", "1.10.0")
    print("newer" if parts(new) > parts(old) else "not newer")


main(sys.argv[1:])
