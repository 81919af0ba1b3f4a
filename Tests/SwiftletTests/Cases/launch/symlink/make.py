import os

os.makedirs("real")
with open("real/main.py", "w") as source:
    source.write("import sys\nprint(sys.argv, __file__, sys.path[0])\n1/0\n")
os.symlink("real/main.py", "link.py")
