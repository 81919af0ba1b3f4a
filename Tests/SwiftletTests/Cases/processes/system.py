"""Commands through the C library's own shell."""
import os
import signal
import sys
import threading

print(os.system("exit 3"), os.system("kill -9 $$"), os.system("no-such-command-x"))
print(os.system("true"), os.system(""), os.system(" "))
print(os.system("kill -2 $$"), os.system("trap '' INT; kill -2 $$; exit 4"))
signal.signal(signal.SIGQUIT, signal.SIG_IGN)
sys.stdout.flush()
os.system("grep -E 'Sig(Blk|Ign)' /proc/self/status")
os.system("echo $0 \"$@\"; cat /proc/$$/cmdline | tr '\\0' ' '")
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)

seen = []
threads = [
    threading.Thread(target=lambda code=code: seen.append(os.system(f"sleep 0.05; exit {code}")))
    for code in range(5)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(os.waitstatus_to_exitcode(status) for status in seen))
try:
    os.system("a\0b")
except ValueError as error:
    print(error)
os.kill(os.getpid(), signal.SIGINT)
