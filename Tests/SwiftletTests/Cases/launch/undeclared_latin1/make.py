with open("main.py", "wb") as source:
    source.write("print('Zürich')\n".encode("latin-1"))
