import zipfile

with zipfile.ZipFile("program.zip", "w") as archive:
    archive.writestr("__main__.py", "import sys, inner\ninner.show(sys.argv)\n1/0\n")
    archive.writestr("inner.py", "def show(x):\n    print(x, __file__)\n")
