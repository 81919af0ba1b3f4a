with open("main.py", "w", encoding="utf-8-sig") as source:
    source.write("print('Zürich', __file__)\nraise ValueError('Zürich')\n")
