import signal

for number in sorted(signal.valid_signals()):
    print(number, signal.getsignal(number))
print(signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.sigpending())
print(signal.getitimer(signal.ITIMER_REAL), signal.getitimer(signal.ITIMER_PROF))
print(signal.set_wakeup_fd(-1))
with open("/proc/self/status") as status:
    for line in status:
        if line.startswith(("SigBlk", "SigIgn", "SigPnd", "ShdPnd")):
            print(line.strip())
