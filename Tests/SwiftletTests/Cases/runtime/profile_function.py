import sys
import threading

events = []


def profile(frame, event, argument):
    events.append((frame.f_code.co_name, event))


def work():
    return len([1, 2])


sys.setprofile(profile)
work()
sys.setprofile(None)
print(events)
events.clear()
threading.setprofile(profile)
thread = threading.Thread(target=work)
thread.start()
thread.join()
print(("work", "call") in events)
