import signal

seen = []
signal.signal(signal.SIGVTALRM, lambda number, frame: seen.append(number))
signal.setitimer(signal.ITIMER_VIRTUAL, 0.02)
while not seen:
    pass
print(seen)
