import sys

import beside

print(sys.argv, sys.path[0], __file__, __package__, beside.NAME)
