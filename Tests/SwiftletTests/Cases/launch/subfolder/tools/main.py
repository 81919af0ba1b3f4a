import os
import sys

import neighbour

print(sys.argv, __file__, sys.path[0], os.getcwd(), neighbour.__file__)
