with open("main.py", "wb") as source:
    source.write(b"def f():\r\n    x = '''a\r\nb'''\r\n    print(repr(x))\r\n    1/0\r\nf()\r\n")
