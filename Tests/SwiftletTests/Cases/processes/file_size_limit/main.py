total = 0
for number in range(200_000):
    total += number
print(total)
try:
    with open("big", "w") as file:
        file.write("x" * 10_000)
except OSError as error:
    print(error)
