with open("main.py", "wb") as source:
    source.write(b"print(1)\nx = '\0'\n")
