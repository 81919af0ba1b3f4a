"""Loops over NumPy arrays, as people publish them."""

import math

import numpy as np


def game_of_life(board):
    rows, cols = board.shape
    new = np.zeros((rows, cols), dtype=np.int32)
    for r in range(rows):
        for c in range(cols):
            neighbors = 0
            for dr in range(-1, 2):
                for dc in range(-1, 2):
                    if dr == 0 and dc == 0:
                        continue
                    neighbors += board[(r + dr) % rows, (c + dc) % cols]
            if board[r, c] == 1 and neighbors in (2, 3):
                new[r, c] = 1
            elif board[r, c] == 0 and neighbors == 3:
                new[r, c] = 1
    return new


def heat_equation(u, alpha, dt, dx, steps):
    nx, ny = u.shape
    for _ in range(steps):
        un = u.copy()
        for i in range(1, nx - 1):
            for j in range(1, ny - 1):
                u[i, j] = un[i, j] + alpha * dt / dx**2 * (
                    un[i + 1, j] + un[i - 1, j] + un[i, j + 1] + un[i, j - 1]
                    - 4 * un[i, j])
    return u


def mandelbrot(width, height, max_iter):
    image = np.zeros((height, width), dtype=np.uint8)
    for y in range(height):
        for x in range(width):
            cr = -2.0 + x * 3.0 / width
            ci = -1.0 + y * 2.0 / height
            zr = zi = 0.0
            n = 0
            while zr * zr + zi * zi <= 4.0 and n < max_iter:
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                n += 1
            image[y, x] = n
    return image


def box_blur(img):
    h, w = img.shape
    out = np.zeros_like(img)
    for y in range(1, h - 1):
        for x in range(1, w - 1):
            s = 0
            for ky in range(-1, 2):
                for kx in range(-1, 2):
                    s += int(img[y + ky, x + kx])
            out[y, x] = s // 9
    return out


def sobel(img):
    gx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    gy = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    rows, columns = img.shape
    mag = np.zeros(shape=(rows, columns))
    for i in range(rows - 2):
        for j in range(columns - 2):
            v = h = 0
            for a in range(3):
                for b in range(3):
                    v += gx[a, b] * img[i + a, j + b]
                    h += gy[a, b] * img[i + a, j + b]
            mag[i + 1, j + 1] = math.sqrt(v**2 + h**2)
    return mag


def prefix_sum(a):
    result = np.empty(len(a) + 1, dtype=np.int64)
    result[0] = 0
    for i in range(len(a)):
        result[i + 1] = result[i] + a[i]
    return result


def integral_image(img):
    h, w = img.shape
    ii = np.zeros((h + 1, w + 1), dtype=np.int64)
    for y in range(h):
        for x in range(w):
            ii[y + 1, x + 1] = img[y, x] + ii[y, x + 1] + ii[y + 1, x] - ii[y, x]
    return ii


def knapsack(weights, values, capacity):
    n = len(weights)
    dp = np.zeros((n + 1, capacity + 1), dtype=int)
    for i in range(1, n + 1):
        for w in range(capacity + 1):
            if weights[i - 1] <= w:
                dp[i][w] = max(dp[i - 1][w], dp[i - 1][w - weights[i - 1]] + values[i - 1])
            else:
                dp[i][w] = dp[i - 1][w]
    return dp[n][capacity]


def edit_distance(s, t):
    m, n = len(s), len(t)
    d = np.zeros((m + 1, n + 1), dtype=np.int32)
    d[:, 0] = np.arange(m + 1)
    d[0, :] = np.arange(n + 1)
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            cost = 0 if s[i - 1] == t[j - 1] else 1
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + cost)
    return d[m, n]


def kmeans_assign(points, centroids):
    labels = np.zeros(points.shape[0], dtype=np.int64)
    for i in range(points.shape[0]):
        best, best_d = 0, np.inf
        for k in range(centroids.shape[0]):
            d = 0.0
            for j in range(points.shape[1]):
                d += (points[i, j] - centroids[k, j]) ** 2
            if d < best_d:
                best, best_d = k, d
        labels[i] = best
    return labels


def kmeans_update(points, labels, k):
    centroids = np.zeros((k, points.shape[1]))
    counts = np.zeros(k)
    for i in range(len(points)):
        centroids[labels[i]] += points[i]
        counts[labels[i]] += 1
    for c in range(k):
        if counts[c] > 0:
            centroids[c] /= counts[c]
    return centroids


def floyd_warshall(dist):
    n = dist.shape[0]
    d = dist.copy()
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if d[i, k] + d[k, j] < d[i, j]:
                    d[i, j] = d[i, k] + d[k, j]
    return d


def histogram(img):
    hist = np.zeros(256, dtype=int)
    for row in img:
        for pixel in row:
            hist[pixel] += 1
    return hist


def equalize(img):
    hist = [0] * 256
    for i in range(img.shape[0]):
        for j in range(img.shape[1]):
            hist[img[i, j]] += 1
    cdf = np.zeros(256)
    total = 0
    for i in range(256):
        total += hist[i]
        cdf[i] = total
    n = img.shape[0] * img.shape[1]
    out = np.empty_like(img)
    for i in range(img.shape[0]):
        for j in range(img.shape[1]):
            out[i, j] = int(cdf[img[i, j]] * 255 / n)
    return out


def to_gray(rgb):
    h, w, _ = rgb.shape
    gray = np.zeros((h, w), dtype=np.uint8)
    for i in range(h):
        for j in range(w):
            r, g, b = rgb[i, j]
            gray[i, j] = int(0.299 * r + 0.587 * g + 0.114 * b)
    return gray


def matmul(a, b):
    n, m = a.shape
    p = b.shape[1]
    c = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            total = 0.0
            for k in range(m):
                total += a[i, k] * b[k, j]
            c[i, j] = total
    return c


def sieve(n):
    is_prime = np.ones(n + 1, dtype=bool)
    is_prime[:2] = False
    for i in range(2, int(n**0.5) + 1):
        if is_prime[i]:
            is_prime[i * i::i] = False
    primes = []
    for i in range(n + 1):
        if is_prime[i]:
            primes.append(i)
    return primes


def bubble_sort(arr):
    n = len(arr)
    for i in range(n):
        for j in range(0, n - i - 1):
            if arr[j] > arr[j + 1]:
                arr[j], arr[j + 1] = arr[j + 1], arr[j]
    return arr


def nbody_step(pos, vel, mass, dt):
    n = len(mass)
    for i in range(n):
        ax = ay = az = 0.0
        for j in range(n):
            if i != j:
                dx = pos[j, 0] - pos[i, 0]
                dy = pos[j, 1] - pos[i, 1]
                dz = pos[j, 2] - pos[i, 2]
                d2 = dx * dx + dy * dy + dz * dz + 1e-9
                inv = mass[j] / (d2 * math.sqrt(d2))
                ax += dx * inv
                ay += dy * inv
                az += dz * inv
        vel[i, 0] += ax * dt
        vel[i, 1] += ay * dt
        vel[i, 2] += az * dt
    for i in range(n):
        pos[i] += vel[i] * dt


def distance_matrix(points):
    n = points.shape[0]
    result = np.zeros((n, n))
    for i in range(n):
        for j in range(i + 1, n):
            d = np.sqrt((points[i, 0] - points[j, 0])**2 + (points[i, 1] - points[j, 1])**2)
            result[i, j] = d
            result[j, i] = d
    return result


def convolve2d(image, kernel):
    kh, kw = kernel.shape
    h = image.shape[0] - kh + 1
    w = image.shape[1] - kw + 1
    out = np.zeros((h, w), dtype=np.float32)
    for i in range(h):
        for j in range(w):
            acc = 0.0
            for m in range(kh):
                for n in range(kw):
                    acc += image[i + m, j + n] * kernel[m, n]
            out[i, j] = acc
    return out


def windows(signal, size, step):
    total = 0.0
    for start in range(0, len(signal) - size + 1, step):
        window = signal[start:start + size]
        total += window.max() - window.min()
    return total


def flood_fill(grid, row, col, color):
    old = grid[row, col]
    if old == color:
        return grid
    stack = [(row, col)]
    while stack:
        r, c = stack.pop()
        if 0 <= r < grid.shape[0] and 0 <= c < grid.shape[1] and grid[r, c] == old:
            grid[r, c] = color
            stack.append((r + 1, c))
            stack.append((r - 1, c))
            stack.append((r, c + 1))
            stack.append((r, c - 1))
    return grid


def fresh(*arguments):
    return lambda: tuple(
        np.array(a) if isinstance(a, np.ndarray) else a for a in arguments)


IMAGE = (np.arange(80).reshape(8, 10) * 37 % 256).astype(np.uint8)
GRID = np.arange(30.0).reshape(5, 6) * 0.7 - 4
POINTS = np.array([[0.0, 1.0], [4.0, 4.5], [0.5, 0.75], [5.0, 4.25], [3.5, 4.0]])
DISTANCES = np.array([[0, 3, np.inf], [np.inf, 0, 1.5], [2, np.inf, 0]])

CALLS = {
    "game_of_life": [fresh((IMAGE % 3 == 0).astype(np.int32))],
    "heat_equation": [fresh(GRID, 0.1, 0.5, 1.0, 3)],
    "mandelbrot": [(12, 8, 40)],
    "box_blur": [fresh(IMAGE)],
    "sobel": [fresh(IMAGE.astype(np.int64)), fresh(IMAGE.astype(np.int64).T)],
    "prefix_sum": [fresh(np.arange(9) * 3)],
    "integral_image": [fresh(IMAGE)],
    "knapsack": [([1, 3, 4, 5], [1, 4, 5, 7], 7)],
    "edit_distance": [("kitten", "sitting"), ("", "abc")],
    "kmeans_assign": [fresh(POINTS, POINTS[1:3])],
    "kmeans_update": [fresh(POINTS, np.array([0, 1, 0, 1, 1]), 2)],
    "floyd_warshall": [fresh(DISTANCES)],
    "histogram": [fresh(IMAGE)],
    "equalize": [fresh(IMAGE)],
    "to_gray": [fresh(np.stack([IMAGE, IMAGE // 2, IMAGE // 3], axis=2))],
    "matmul": [fresh(GRID, GRID.T)],
    "sieve": [(60,)],
    "bubble_sort": [fresh(np.array([5, 2, 9, -3, 2]))],
    "nbody_step": [fresh(GRID[:, :3].copy(), GRID[:, 3:].copy(), np.arange(1.0, 6.0), 0.01)],
    "distance_matrix": [fresh(POINTS)],
    "convolve2d": [fresh(IMAGE.astype(np.float32), np.ones((3, 3), np.float32) / 9)],
    "windows": [fresh(np.sin(np.arange(1.0, 40.0)), 8, 3)],
    "flood_fill": [fresh((IMAGE > 100).astype(np.int8), 2, 3, 7)],
}
EITHER = {}
FALLS_BACK = {}
