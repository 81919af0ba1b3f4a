with open("main.py", "wb") as source:
    source.write(
        "# -*- coding: latin-1 -*-\nprint(ascii('Zürich'))\n"
        "raise ValueError('Zürich')\n".encode("latin-1")
    )
