import sys

for number in range(40_000):
    sys.stdout.write(f"{number:08} some text that fills the pipe\n")
    if number % 4 == 0:
        sys.stderr.write(f"{number:08} and the other stream\n")
