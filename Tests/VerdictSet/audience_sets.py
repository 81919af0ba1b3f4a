"""How audiences of campaigns overlap."""
# label: stay (native)
import random


def audiences(count, size):
    rng = random.Random(5)
    everyone = range(size * 6)
    return {f"campaign {k}": set(rng.sample(everyone, size)) for k in range(count)}


def overlaps(groups):
    names = sorted(groups)
    pairs = []
    for i, one in enumerate(names):  # HOT
        for other in names[i + 1:]:
            both = groups[one] & groups[other]
            either = groups[one] | groups[other]
            pairs.append((len(both) / len(either), one, other))
    return pairs


if __name__ == "__main__":
    found = overlaps(audiences(13, 40_000))
    for share, one, other in sorted(found)[-3:]:
        print(f"{share:.4f} {one} {other}")
