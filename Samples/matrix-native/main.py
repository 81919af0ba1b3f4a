"""Time inside NumPy: the loop is Python, the work already is not."""

import numpy as np

STEPS = 80
SIZE = 500


def transition_matrix(size, seed=5):
    generator = np.random.default_rng(seed)
    matrix = generator.random((size, size))
    return matrix / matrix.sum(axis=0)


def simulate(matrix, steps):
    state = np.eye(matrix.shape[0])
    distances = []
    for _ in range(steps):
        after = matrix @ state
        distances.append(float(np.abs(after - state).sum()))
        state = after
    return distances


def main():
    matrix = transition_matrix(SIZE)
    for round_number in range(3):
        distances = simulate(matrix, STEPS)
        print(f"round {round_number}: first step moved {distances[0]:.6f}")


if __name__ == "__main__":
    main()
