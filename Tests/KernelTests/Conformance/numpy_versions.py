"""Loops over arrays that have a copy without checks, for when all places are in
bounds, and what they do where some are not."""

import numpy as np


def apart(pos, mass):
    n = len(mass)
    total = 0.0
    for i in range(n):
        for j in range(n):
            if i != j:
                total += (pos[j, 0] - pos[i, 0]) * mass[j] - pos[i, 1]
    return total


def before_and_behind(a, low, high, shift):
    total = 0.0
    for i in range(low, high):
        if a[0] > 0:
            total += a[i - 1] * 2 - a[i + 1] + a[i + shift]
        else:
            total -= a[shift - 2]
    return total


def guarded(a, width):
    out = np.zeros_like(a)
    n = len(a)
    for i in range(n):
        total = 0
        for d in range(-width, width + 1):
            if 0 <= i + d < n:
                total += a[i + d]
        out[i] = total
    return out


def around(a, size):
    total = 0
    for i in range(len(a)):
        if a[i] > 0:
            total += a[(i + 1) % size] - a[(i - 1) % size]
        else:
            total += a[i * 7 % 5]
    return total


def looked_up(image, table):
    out = np.zeros(image.shape, dtype=np.uint8)
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            if image[y, x] > 3:
                out[y, x] = table[image[y, x]] & 63
    return out


def counted(image, bins):
    for row in range(len(image)):
        for i in range(image.shape[1]):
            if image[row, i] != 7:
                bins[image[row, i]] += 1
    return bins


def spread(data, places, starts, x):
    y = np.zeros(len(starts) - 1)
    for i in range(len(y)):
        for k in range(starts[i], starts[i + 1]):
            y[i] += data[k] * x[places[k]]
    return y


def half_stored(a, b, n, stop):
    for i in range(n):
        if i != stop:
            a[i] = b[i] + 1
            a[i + 1] += b[n - i]
    return a


def stepped(a, first, end, step):
    total = 0.0
    for i in range(first, end, step):
        if i % 2 == 0:
            total += a[i] + a[i - first]
    return total


def averaged(image):
    out = np.zeros_like(image)
    h, w = image.shape
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            total = 0
            for dy in range(-1, 2):
                for dx in range(-1, 2):
                    total += int(image[y + dy, x + dx])
            out[y, x] = total // 9
    return out


def narrowed(n, divisor):
    out = np.zeros(n, dtype=np.int8)
    for i in range(n):
        out[i] = i * i % 128 - 127
        if i > 2:
            out[i - 1] = i // divisor
    return out


def same():
    a = np.linspace(0.0, 1.0, 12)
    return a, a, 11, 4


def bytes_added(image, start):
    total = start
    for row in range(image.shape[0]):
        for i in range(image.shape[1]):
            total += image[row, i]
    return total


def whole_added(image, start, stop):
    total = start
    for row in range(len(image)):
        for i in range(image.shape[1]):
            if i == stop:
                break
            total += int(image[row, i]) * 3 - 7
    return total


def up_to(image, limit):
    total = 0
    for i in range(image.shape[1]):
        total += image[0, i]
        if total > limit:
            return i, total
    return -1, total


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


G = np.random.default_rng(3)
ROW = G.normal(size=12)
WHOLE = G.integers(-5, 6, 11)
IMAGE = G.integers(0, 12, (6, 7)).astype(np.uint8)
PLANE = G.normal(size=(5, 3))
STARTS = np.array([0, 2, 5, 5, 9], "i4")
BACKWARDS = np.array([-3, -1, 2, 4, 9], "i4")
PLACES = np.array([0, 3, 2, 1, 5, 4, 7, 2, 6], "i4")

CALLS = {
    "apart": [fresh(PLANE, np.abs(ROW[:5])), fresh(PLANE[:0], ROW[:0]), fresh(PLANE[:1], ROW[:1]),
              lambda: (np.asfortranarray(PLANE), ROW[:5])],
    "before_and_behind": [
        fresh(np.abs(ROW), 1, 11, 1), fresh(np.abs(ROW), 0, 11, 0), fresh(np.abs(ROW), 0, 11, -3),
        fresh(-np.abs(ROW), 0, 50, 3), fresh(np.abs(ROW), 5, 5, 99), fresh(np.abs(ROW), -4, 3, 1),
        fresh(-np.abs(ROW), -70, 90, 1), fresh(np.abs(ROW), 4, 2, 2**62)],
    "guarded": [fresh(ROW, 2), fresh(ROW, 0), fresh(ROW, 20), fresh(ROW[:0], 3)],
    "around": [fresh(WHOLE, 11), fresh(WHOLE, 4), fresh(WHOLE, -3)],
    "looked_up": [fresh(IMAGE, np.arange(256) % 100), fresh(IMAGE, np.arange(12) * 9),
                  fresh(IMAGE.T, np.arange(12) * 9)],
    "counted": [fresh(IMAGE, np.zeros(256, int)), fresh(IMAGE, np.zeros(12, int))],
    "spread": [fresh(ROW, PLACES, STARTS, ROW), fresh(ROW, PLACES, BACKWARDS, ROW),
               fresh(ROW, PLACES - 8, STARTS, ROW)],
    "half_stored": [fresh(ROW, ROW * 2, 11, 11), fresh(ROW[:5], ROW, 4, 9), fresh(ROW, ROW[:3], 2, 0),
                    lambda: (ROW.copy()[::-1], ROW, 6, 3)],
    "stepped": [fresh(ROW, 0, 12, 3), fresh(ROW, 4, 11, 2), fresh(ROW, 9, 2, 4)],
    "averaged": [fresh(IMAGE), fresh(IMAGE + np.uint8(240)), fresh(IMAGE.T), fresh(IMAGE[:2])],
    "narrowed": [(11, 3), (1, 1), (0, 0)],
    "bytes_added": [fresh(IMAGE % 6, 0), fresh(IMAGE % 3, 100), fresh(IMAGE[:0], -7),
                    fresh(IMAGE[:1] * 0 + 25, 0)],
    "whole_added": [fresh(IMAGE, 0, 99), fresh(IMAGE, -2**63, 2), fresh(IMAGE[:, :0], 5, 1)],
    "up_to": [fresh(IMAGE, 10), fresh(IMAGE, 200)],
}

EITHER = {
    "guarded": [fresh(WHOLE, 2)],
    "apart": [fresh(PLANE[:4], ROW[:5]), fresh(PLANE[:, :1], ROW[:5])],
    "before_and_behind": [
        fresh(np.abs(ROW), 0, 12, 0), fresh(np.abs(ROW), 3, 6, 2**63 - 1),
        fresh(np.abs(ROW), 3, 6, -2**63), fresh(-np.abs(ROW), 0, 2, 80), fresh(ROW[:0], 0, 1, 0)],
    "around": [fresh(WHOLE, 0), fresh(np.abs(WHOLE) + 1, 100), fresh(WHOLE[:3], 3),
               fresh(np.abs(WHOLE), 12)],
    "looked_up": [fresh(IMAGE, np.arange(5))],
    "counted": [fresh(IMAGE, np.zeros(7, int))],
    "spread": [fresh(ROW, PLACES + 9, STARTS, ROW), fresh(ROW[:3], PLACES, STARTS, ROW)],
    "half_stored": [fresh(ROW, ROW, 12, 99), fresh(ROW[:4], ROW, 11, 0), same],
    "stepped": [fresh(ROW, 0, 20, 3), fresh(ROW, 0, 12, -1), fresh(ROW, 0, 12, 0)],
    "narrowed": [(200, 1), (5, 0), (5, -1)],
    "bytes_added": [fresh(IMAGE, 0), fresh(IMAGE, 200), fresh(IMAGE, -1), fresh(IMAGE, 300),
                    fresh(np.array([[250, 5]], "u1"), 0), fresh(np.array([[250, 6]], "u1"), 0)],
    "whole_added": [fresh(IMAGE, 2**63 - 1, 9), fresh(IMAGE * 0, -2**63, 9)],
}

FALLS_BACK = {}
