#: stdin next\nprint(x)\ncontinue\n
import pdb

x = 1
pdb.set_trace()
x = 2
print("end", x)
