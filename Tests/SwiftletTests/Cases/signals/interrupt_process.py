#: signal INT process
import time

print("ready", flush=True)
try:
    time.sleep(20)
except KeyboardInterrupt:
    print("interrupted once")
    time.sleep(0.1)
    print("and not twice")
