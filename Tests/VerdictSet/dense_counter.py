"""The most frequent pairs of neighbouring letters."""
# label: use-library


def pairs(text):
    counts = {}
    for k in range(len(text) - 1):  # HOT
        pair = text[k:k + 2]
        counts[pair] = counts.get(pair, 0) + 1
    return counts


text = "it was the best of times, it was the worst of times, " * 9_000
for _ in range(13):
    counts = pairs(text)
print(max(counts, key=counts.get))
