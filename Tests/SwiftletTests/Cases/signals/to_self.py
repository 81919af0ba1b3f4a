import os
import signal

seen = []
for name in ["SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGCHLD", "SIGIO", "SIGRTMIN", "SIGRTMAX"]:
    number = getattr(signal, name)
    signal.signal(number, lambda number, frame: seen.append(number))
    os.kill(os.getpid(), number)
print(seen)
