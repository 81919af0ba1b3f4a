"""Combines a million valued intervals, sorted by their start.

Intervals that overlap, or are no further apart than a gap, become one, which
carries the sum of their values.
"""

import random

INTERVALS = 1_000_000
GAPS = range(18)


def make_intervals(count, seed=3):
    generator = random.Random(seed)
    intervals = []
    start = 0
    for _ in range(count):
        start += int(generator.random() * 24)
        end = start + 1 + start % 5
        intervals.append((start, end, generator.random()))
    return intervals


def combine(intervals, gap):
    combined = []
    first, last, total = intervals[0]
    for i in range(1, len(intervals)):
        start, end, value = intervals[i]
        if start <= last + gap:
            if end > last:
                last = end
            total += value
        else:
            combined.append((first, last, total))
            first = start
            last = end
            total = value
    combined.append((first, last, total))
    return combined


def main():
    intervals = make_intervals(INTERVALS)
    for gap in GAPS:
        combined = combine(intervals, gap)
        first, last, total = max(combined, key=lambda item: item[2])
        print(
            f"gap {gap:2}: {len(combined):6} intervals,"
            f" the most valuable {first} to {last} with {total:.6f}"
        )


if __name__ == "__main__":
    main()
