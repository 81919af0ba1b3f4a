import importlib
import sys

print("json" in sys.modules, "threading" in sys.modules, "ast" in sys.modules)
