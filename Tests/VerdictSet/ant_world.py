"""Ants that walk and turn on a grid, objects in a world that is one."""
# label: port
import random
GRID = 60
class Ant:
    def __init__(self, x, y):
        self.x, self.y, self.d = x, y, 0
class World:
    def __init__(self, n):
        self.cells = [[0] * GRID for _ in range(GRID)]
        r = random.Random(5)
        self.ants = [Ant(r.randrange(GRID), r.randrange(GRID)) for _ in range(n)]
        self.flips = 0
    def tick(self):
        for a in self.ants:  # HOT
            c = self.cells[a.y][a.x]
            a.d = (a.d + (1 if c else 3)) % 4
            self.cells[a.y][a.x] = 1 - c
            self.flips += 1
            if a.d == 0: a.y = (a.y - 1) % GRID
            elif a.d == 1: a.x = (a.x + 1) % GRID
            elif a.d == 2: a.y = (a.y + 1) % GRID
            else: a.x = (a.x - 1) % GRID
    def run(self, n):
        for _ in range(n):
            self.tick()
w = World(30)
w.run(150000)
print(sum(map(sum, w.cells)), w.flips)
