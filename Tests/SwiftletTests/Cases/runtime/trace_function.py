import sys

events = []


def trace(frame, event, argument):
    events.append((frame.f_code.co_name, event, frame.f_lineno))
    return trace


def work(n):
    total = 0
    for i in range(n):
        total += i
    return total


print(sys.gettrace(), sys.getprofile())
sys.settrace(trace)
work(3)
sys.settrace(None)
print(events)
