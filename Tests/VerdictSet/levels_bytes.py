"""Run lengths in a scanned page: statistics over its bytes."""
# label: port


def run_lengths(page: bytearray, threshold: int):
    longest = 0
    runs = 0
    current = 0
    weight = 0
    for b in page:  # HOT
        if b > threshold:
            current += 1
            if current > longest:
                longest = current
        else:
            if current > 0:
                runs += 1
                weight += current * current
            current = 0
    return longest, runs, weight


page = bytearray((i * i // 7 + i // 3) % 256 for i in range(3_500_000))
for threshold in (60, 100, 128, 150, 200):
    print(threshold, *run_lengths(page, threshold))
