#: signal INT group
import sys

print("ready", flush=True)
try:
    while True:
        pass
except KeyboardInterrupt:
    print("interrupted")
    sys.exit(5)
