# Shortest ways between all stations of a network.
# label: port
import random

FAR = 10**9


def network(stations, seed):
    rng = random.Random(seed)
    d = [[FAR] * stations for _ in range(stations)]
    for i in range(stations):
        d[i][i] = 0
        for _ in range(6):
            j = rng.randrange(stations)
            d[i][j] = min(d[i][j], rng.randrange(1, 60))
    return d


def all_pairs(d):
    n = len(d)
    for k in range(n):  # HOT
        via = d[k]
        for i in range(n):
            row = d[i]
            a = row[k]
            for j in range(n):
                s = a + via[j]
                if s < row[j]:
                    row[j] = s
    return d


d = all_pairs(network(270, 5))
print(sum(min(x, 1000) for row in d for x in row))
