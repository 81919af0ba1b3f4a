import os

os.makedirs("ein Ordner für 日本語")
with open("ein Ordner für 日本語/mein Skript é.py", "w") as source:
    source.write(
        "import sys\nimport nachbar\nprint(sys.argv, __file__, sys.path[0])\n"
        "nachbar.f()\n"
    )
with open("ein Ordner für 日本語/nachbar.py", "w") as source:
    source.write("def f():\n    raise ValueError(__file__)\n")
