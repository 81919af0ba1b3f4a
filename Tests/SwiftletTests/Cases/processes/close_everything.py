import os

os.closerange(3, 1000)
total = 0
for number in range(300_000):
    total += number
print(total, os.open("/dev/null", os.O_RDONLY))
1 / 0
