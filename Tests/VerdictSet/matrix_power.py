"""Long-run shares of a Markov chain, by powers of its matrix."""
# label: stay (native)
import numpy as np


def settle(chain, rounds):
    state = chain
    for _ in range(rounds):  # HOT
        state = state @ chain
        state /= state.sum(axis=1, keepdims=True)
    return state


rng = np.random.default_rng(1)
chain = rng.random((500, 500))
chain /= chain.sum(axis=1, keepdims=True)
print(round(float(settle(chain, 120)[0, 0]), 9))
