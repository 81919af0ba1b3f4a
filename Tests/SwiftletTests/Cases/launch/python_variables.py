#: environment PYTHONPATH=/nowhere/one:/nowhere/two
#: environment PYTHONHASHSEED=7
#: environment PYTHONWARNINGS=always,error::ResourceWarning
#: environment PYTHONDONTWRITEBYTECODE=1
#: environment PYTHONIOENCODING=latin-1:replace
import sys

print(sys.path[:3], sys.flags, sys.warnoptions, hash("text"))
print("Zürich €", sys.stdout.encoding, sys.stdout.errors)
