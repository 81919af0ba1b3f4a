"""How far the stations of a network are from the first, breadth first."""
# label: fix-algorithm


def distances(neighbours):
    queue = [0]
    distance = {0: 0}
    while queue:  # HOT
        station = queue.pop(0)
        for other in neighbours[station]:
            if other not in distance:
                distance[other] = distance[station] + 1
                queue.append(other)
    return distance


def main():
    n = 75_000
    # A hub with very many stations around it.
    neighbours = [list(range(1, n))] + [[k * 7 % n] for k in range(1, n)]
    found = distances(neighbours)
    print(len(found), sum(found.values()))


main()
