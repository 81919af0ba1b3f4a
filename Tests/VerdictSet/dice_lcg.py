"""A dice game played with a generator of its own, for reproducible results."""
# label: port


class Table:
    """What the evening cost."""

    def __init__(self, bank):
        self.bank = bank


def play(seed, games):
    state = seed
    wins = 0
    for _ in range(games):  # HOT
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        first = state % 6 + 1
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        second = state % 6 + 1
        total = first + second
        rolls = 0
        while total != 7 and total != 11 and rolls < 5:
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            total = total - first + state % 6 + 1
            rolls += 1
        if total == 7 or total == 11:
            wins += 1
    return wins


def main():
    table = Table(100)
    wins = play(42, 1_000_000)
    table.bank += wins
    print(wins, table.bank)


if __name__ == "__main__":
    main()
