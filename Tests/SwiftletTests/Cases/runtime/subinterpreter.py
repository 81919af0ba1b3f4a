try:
    import _xxsubinterpreters as interpreters
except ImportError:
    import _interpreters as interpreters

number = interpreters.create()
interpreters.run_string(
    number, "total = 0\nfor i in range(200000):\n    total += i\nprint(total)")
interpreters.destroy(number)
print("done")
