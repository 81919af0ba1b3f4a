import signal

count = 0


def tick(number, frame):
    global count
    count += 1


signal.signal(signal.SIGPROF, tick)
signal.setitimer(signal.ITIMER_PROF, 0.01, 0.01)
while count < 3:
    pass
signal.setitimer(signal.ITIMER_PROF, 0)
print("ticked", signal.getsignal(signal.SIGPROF) is tick)
