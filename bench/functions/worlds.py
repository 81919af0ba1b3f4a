"""Flocks, cells and robots."""

import math


class Vec2:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vec2(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vec2(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vec2(self.x * k, self.y * k)

    def __truediv__(self, k):
        return Vec2(self.x / k, self.y / k)

    def __eq__(self, other):
        return self.x == other.x and self.y == other.y

    def __hash__(self):
        return hash((self.x, self.y))

    def length(self):
        return math.hypot(self.x, self.y)


class Boid:
    def __init__(self, position, velocity):
        self.position = position
        self.velocity = velocity

    def steer(self, flock, radius):
        centre, count = Vec2(0.0, 0.0), 0
        for other in flock:
            if other is self:
                continue
            offset = other.position - self.position
            if offset.length() < radius:
                centre = centre + other.position
                count += 1
        if count:
            pull = (centre / count - self.position) * 0.01
            self.velocity = self.velocity + pull

    def move(self):
        self.position += self.velocity


def flock_centre(points, steps):
    flock = [Boid(Vec2(x, y), Vec2(y * 0.1, -x * 0.1)) for x, y in points]
    for _ in range(steps):
        for boid in flock:
            boid.steer(flock, 50.0)
        for boid in flock:
            boid.move()
    return [(b.position.x, b.position.y) for b in flock]


class Grid:
    def __init__(self, width, height):
        self.width = width
        self.height = height
        self.cells = [[0] * width for _ in range(height)]

    def __getitem__(self, pos):
        x, y = pos
        return self.cells[y % self.height][x % self.width]

    def __setitem__(self, pos, value):
        x, y = pos
        self.cells[y % self.height][x % self.width] = value

    def __iter__(self):
        for row in self.cells:
            for cell in row:
                yield cell

    def neighbours(self, x, y):
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    yield self[x + dx, y + dy]

    def step(self):
        new = Grid(self.width, self.height)
        for y in range(self.height):
            for x in range(self.width):
                alive = sum(self.neighbours(x, y))
                if alive == 3 or (self[x, y] and alive == 2):
                    new[x, y] = 1
        return new


def life(width, height, cells, steps):
    grid = Grid(width, height)
    for x, y in cells:
        grid[x, y] = 1
    for _ in range(steps):
        grid = grid.step()
    return sum(grid), ["".join(".#"[c] for c in row) for row in grid.cells]


def robot_walk(moves):
    position, facing = (0, 0), 0
    seen = {position}
    steps = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    for move in moves:
        match move[0]:
            case "L":
                facing = (facing - 1) % 4
            case "R":
                facing = (facing + 1) % 4
            case "F":
                for _ in range(int(move[1:])):
                    dx, dy = steps[facing]
                    position = (position[0] + dx, position[1] + dy)
                    seen.add(position)
            case _:
                raise ValueError(move)
    return position, len(seen), abs(position[0]) + abs(position[1])


CALLS = {
    "flock_centre": [([(0.0, 1.0), (10.0, 4.0), (80.0, 3.0)], 5)],
    "life": [(6, 6, [(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)], 4)],
    "robot_walk": [(["F3", "R", "F2", "L", "F1", "R", "R", "F2"],)],
}
EITHER = {
    "robot_walk": [(["X"],)],
}
FALLS_BACK = {}
