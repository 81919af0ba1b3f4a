#: mask 0x[0-9a-f]+
import faulthandler
import time


def wait():
    end = time.monotonic() + 0.6
    while time.monotonic() < end: pass


faulthandler.enable()
faulthandler.dump_traceback_later(0.2)
wait()
faulthandler.cancel_dump_traceback_later()
print("done")
