"""Counts the bits of permissions that users hold."""
# label: use-library


def held(masks):
    total = 0
    for mask in masks:  # HOT
        n = mask
        while n:
            total += n & 1
            n >>= 1
    return total


masks = [(k * 2654435761) & 0xFFFFFFFF for k in range(500_000)]
print(held(masks))
