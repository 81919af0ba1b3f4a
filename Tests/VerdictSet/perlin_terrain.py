"""Draws a height map of gradient noise, octave over octave."""
# label: port
import math
import random


def permutation(seed):
    table = list(range(256))
    random.Random(seed).shuffle(table)
    return table + table


def gradient(code, x, y):
    angle = code & 7
    u = x if angle < 4 else y
    v = y if angle < 4 else x
    return (u if code & 1 == 0 else -u) + (2.0 * v if code & 2 == 0 else -2.0 * v)


def noise(table, x, y):
    column, row = int(math.floor(x)), int(math.floor(y))
    fx, fy = x - column, y - row
    column, row = column & 255, row & 255
    u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    a, b = table[column] + row, table[column + 1] + row
    top = gradient(table[a], fx, fy)
    top += u * (gradient(table[b], fx - 1, fy) - top)
    bottom = gradient(table[a + 1], fx, fy - 1)
    bottom += u * (gradient(table[b + 1], fx - 1, fy - 1) - bottom)
    return top + v * (bottom - top)


def height_map(table, size, octaves):
    heights = []
    for row in range(size):  # HOT
        for column in range(size):
            height, amplitude, frequency = 0.0, 1.0, 1 / 32
            for _ in range(octaves):
                height += amplitude * noise(
                    table, column * frequency, row * frequency)
                amplitude *= 0.5
                frequency *= 2
            heights.append(height)
    return heights


if __name__ == "__main__":
    map_ = height_map(permutation(7), 330, 5)
    print(f"{min(map_):.6f} {max(map_):.6f} {sum(map_) / len(map_):.9f}")
