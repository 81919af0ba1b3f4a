# Runs with -c: thrown away afterwards.
# label: stay (not-reused)
# run: -c
total = 0
x = 1
for k in range(9_000_000):  # HOT
    x = (x * 16807) % 2147483647
    if x % 7 < 3:
        total += x % 100
print(total)
