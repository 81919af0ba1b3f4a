"""Puts the words of a list into groups of anagrams."""
# label: fix-algorithm
import random


def group(words):
    groups = []
    for word in words:  # HOT
        letters = sorted(word)
        for key, members in groups:
            if key == letters:
                members.append(word)
                break
        else:
            groups.append((letters, [word]))
    return groups


rng = random.Random(8)
syllables = ["ka", "to", "mi", "ra", "su", "ne", "lo", "vi"]
words = ["".join(rng.choices(syllables, k=5)) for _ in range(45_000)]
groups = group(words)
print(len(groups), max(len(members) for _, members in groups))
