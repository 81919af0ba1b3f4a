import pickle
import runpy

import __main__


class Thing:
    value = 3


with open("inner.py", "w") as source:
    source.write("print(__name__, __file__)\nresult = 5\n")
print(pickle.loads(pickle.dumps(Thing())).value, __main__.Thing is Thing)
print(runpy.run_path("inner.py", run_name="__main__")["result"])
print(__main__.Thing is Thing)
