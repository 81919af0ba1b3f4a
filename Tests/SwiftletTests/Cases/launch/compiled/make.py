import py_compile

with open("source.py", "w") as source:
    source.write("import sys\nprint(sys.argv, __file__)\n1/0\n")
py_compile.compile("source.py", "program.pyc")
