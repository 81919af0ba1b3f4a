"""Plays random moves on copies of a board and keeps the best."""
# label: fix-algorithm
import copy
import random


def best_move(board, moves):
    best, best_score = None, -1
    for row, column, piece in moves:  # HOT
        trial = copy.deepcopy(board)
        trial[row][column] = piece
        score = sum(map(sum, trial)) % 97
        if score > best_score:
            best, best_score = (row, column), score
    return best, best_score


rng = random.Random(1)
board = [[rng.randrange(7) for _ in range(16)] for _ in range(16)]
moves = [(rng.randrange(16), rng.randrange(16), rng.randrange(7)) for _ in range(18_000)]
print(best_move(board, moves))
