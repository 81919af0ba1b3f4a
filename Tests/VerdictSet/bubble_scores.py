"""Ranks the players of a league."""
# label: use-library
import random


def ranked(scores):
    scores = list(scores)
    n = len(scores)
    for i in range(n):  # HOT
        for j in range(n - 1 - i):
            if scores[j] < scores[j + 1]:
                scores[j], scores[j + 1] = scores[j + 1], scores[j]
    return scores


random.seed(2)
print(ranked([random.randrange(100_000) for _ in range(4_500)])[:5])
