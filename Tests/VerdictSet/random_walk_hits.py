"""How often a drunkard falls into one of the canals, by simulation."""
# label: port


def xorshift(x):
    x ^= (x << 13) & 0xFFFFFFFF
    x ^= x >> 17
    x ^= (x << 5) & 0xFFFFFFFF
    return x


def walk(walkers, steps, canal):
    x = 2463534242
    fallen = 0
    for _ in range(walkers):  # HOT
        place = 0
        for _ in range(steps):
            x = xorshift(x)
            place += 1 if x & 1 else -1
            if place <= -canal or place >= canal:
                fallen += 1
                break
    return fallen


print(walk(3_800, 1_200, 25))
