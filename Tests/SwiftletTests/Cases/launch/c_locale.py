#: environment LANG=C
#: environment LC_ALL=
import locale
import os
import sys

print(sorted(os.environ.items()))
print(sys.flags.utf8_mode, locale.getpreferredencoding(), sys.stdout.encoding)
print(sys.stdin.errors, sys.stdout.errors, sys.getfilesystemencoding())
print(locale.setlocale(locale.LC_CTYPE))
