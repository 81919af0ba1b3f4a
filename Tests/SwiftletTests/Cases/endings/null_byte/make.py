with open("broken.py", "wb") as source:
    source.write(b"print(1)\nx = '\0'\n")
with open("main.py", "w") as source:
    source.write("import broken\n")
