import os
import sys
import sysconfig

import installed

print(installed.NAME, installed.__file__)
print(sys.executable, sys.prefix, sys.base_prefix, sys.path, sys.argv)
print(sysconfig.get_path("purelib"), os.environ.get("VIRTUAL_ENV"))
