"""Starts its arguments with signals ignored and blocked, as nohup might."""

import os
import signal
import sys

signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
signal.pthread_sigmask(
    signal.SIG_BLOCK, [signal.SIGUSR1, signal.SIGURG, signal.SIGTERM])
os.execv(sys.argv[1], sys.argv[1:])
