x = 0
while x < 3:
    x += 1
for y in range(2):
    pass
while True:
    break
try:
    z = [q for q in 5]
except TypeError:
    pass
if x:
    y = 1
else:
    y = 2
