"""Makes up text from stems and endings, for tests of a search engine."""
# label: stay (dynamic)
import random

STEMS = "run walk jump talk sing read write think sleep dream".split()


def sentences(rng, n):
    result = []
    for _ in range(n):  # HOT
        words = [rng.choice(STEMS) + rng.choice(["", "s", "ed", "ing"]) for _ in range(8)]
        result.append(" ".join(words).capitalize() + ".")
    return result


print(len(set(sentences(random.Random(3), 190_000))))
