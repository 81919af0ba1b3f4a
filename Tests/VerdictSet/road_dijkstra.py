"""Shortest ways through a road network, with heapq."""
# label: port
import heapq
import random


def shortest(roads, start):
    best = [10 ** 9] * len(roads)
    best[start] = 0
    queue = [(0, start)]
    while queue:  # HOT
        cost, town = heapq.heappop(queue)
        if cost > best[town]:
            continue
        for other, length in roads[town]:
            new = cost + length
            if new < best[other]:
                best[other] = new
                heapq.heappush(queue, (new, other))
    return best


rng = random.Random(2)
n = 30_000
roads = [[(rng.randrange(n), rng.randrange(1, 90)) for _ in range(7)] for _ in range(n)]
total = 0
for start in range(8):
    total += max(shortest(roads, start * 100))
print(total)
