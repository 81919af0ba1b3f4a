"""An SIR epidemic on a random contact network, day by day."""
# label: port
import random


def make_network(n, degree, rng):
    neighbours = [[] for _ in range(n)]
    for a in range(n):
        for _ in range(degree):
            b = rng.randrange(n)
            neighbours[a].append(b)
            neighbours[b].append(a)
    return neighbours


def spread(neighbours, state, days, seed):
    x = seed
    n = len(state)
    history = []
    for day in range(days):  # HOT
        new = state[:]
        infected = 0
        for person in range(n):
            if state[person] == 1:
                infected += 1
                for other in neighbours[person]:
                    if state[other] == 0:
                        x = (1103515245 * x + 12345) % 2147483648
                        if x < 107374182:
                            new[other] = 1
                x = (1103515245 * x + 12345) % 2147483648
                if x < 214748364:
                    new[person] = 2
        state = new
        history.append(infected)
    return history


def main():
    rng = random.Random(3)
    n = 40_000
    neighbours = make_network(n, 6, rng)
    state = [0] * n
    for k in range(0, n, 4000):
        state[k] = 1
    history = spread(neighbours, state, 220, 77)
    print(max(history), history[-1])


main()
