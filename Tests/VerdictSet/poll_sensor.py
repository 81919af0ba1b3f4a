"""Polls a sensor ten times a second and keeps a mean."""
# label: stay (io)
import time


def read(k):
    return 20.0 + (k * 37 % 11) / 10


def poll(times):
    mean = 0.0
    for k in range(times):  # HOT
        time.sleep(0.05)
        value = read(k)
        mean += (value - mean) / (k + 1)
    return mean


print(round(poll(28), 6))
