import sys

print("main", "sitecustomize" in sys.modules)
