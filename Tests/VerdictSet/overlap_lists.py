"""Which customers of the old shop bought in the new one as well."""
# label: fix-algorithm
import random


def overlap(old, new):
    both = []
    for customer in new:  # HOT
        if customer in old:
            both.append(customer)
    return both


def main():
    rng = random.Random(5)
    everyone = [f"customer-{k:06}" for k in range(40_000)]
    old = rng.sample(everyone, 9_000)
    new = rng.sample(everyone, 9_000)
    print(len(overlap(old, new)))


if __name__ == "__main__":
    main()
