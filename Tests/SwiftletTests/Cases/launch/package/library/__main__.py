import sys

from . import part
from .deep.leaf import VALUE

print(sys.argv, __package__, __spec__.name, part.double(VALUE))
