import cmath
import math
import random
from functools import partial

import numpy as np

G = 6.674e-11


def mandelbrot_row(y, width, max_iter=50):
    row = []
    for px in range(width):
        c = complex(px / width * 3 - 2, y)
        z = 0
        n = 0
        while abs(z) <= 2 and n < max_iter:
            z = z * z + c
            n += 1
        row.append(n)
    return row


def fft(x):
    n = len(x)
    if n <= 1:
        return x
    even = fft(x[0::2])
    odd = fft(x[1::2])
    t = [cmath.exp(-2j * cmath.pi * k / n) * odd[k] for k in range(n // 2)]
    return [even[k] + t[k] for k in range(n // 2)] + [
        even[k] - t[k] for k in range(n // 2)]


def gauss_jordan(matrix):
    m = [row[:] for row in matrix]
    n = len(m)
    for col in range(n):
        pivot = max(range(col, n), key=lambda r: abs(m[r][col]))
        if m[pivot][col] == 0:
            raise ValueError("singular")
        m[col], m[pivot] = m[pivot], m[col]
        p = m[col][col]
        m[col] = [v / p for v in m[col]]
        for r in range(n):
            if r != col:
                factor = m[r][col]
                m[r] = [a - factor * b for a, b in zip(m[r], m[col])]
    return [row[-1] for row in m]


def determinant(m):
    if len(m) == 1:
        return m[0][0]
    total = 0
    for c in range(len(m)):
        minor = [row[:c] + row[c + 1:] for row in m[1:]]
        total += (-1) ** c * m[0][c] * determinant(minor)
    return total


def mat_mul(a, b):
    if len(a[0]) != len(b):
        raise ValueError("shapes")
    return [[sum(x * y for x, y in zip(row, col)) for col in zip(*b)] for row in a]


def lu(matrix):
    n = len(matrix)
    L = [[0.0] * n for _ in range(n)]
    U = [[0.0] * n for _ in range(n)]
    for i in range(n):
        L[i][i] = 1.0
        for j in range(i, n):
            U[i][j] = matrix[i][j] - sum(L[i][k] * U[k][j] for k in range(i))
        for j in range(i + 1, n):
            L[j][i] = (matrix[j][i] - sum(L[j][k] * U[k][i] for k in range(i))) / U[i][i]
    return L, U


def runge_kutta(y0, x0, h, x_end):
    def f(x, y):
        return y - x * x + 1

    n = int(np.ceil((x_end - x0) / h)) if False else int(math.ceil((x_end - x0) / h))
    y = [0.0] * (n + 1)
    y[0] = y0
    x = x0
    for k in range(n):
        k1 = f(x, y[k])
        k2 = f(x + 0.5 * h, y[k] + 0.5 * h * k1)
        k3 = f(x + 0.5 * h, y[k] + 0.5 * h * k2)
        k4 = f(x + h, y[k] + h * k3)
        y[k + 1] = y[k] + (1 / 6) * h * (k1 + 2 * k2 + 2 * k3 + k4)
        x += h
    return y


def bisection(lo, hi, tol=1e-9):
    f = lambda x: x ** 3 - 2 * x - 5
    if f(lo) * f(hi) > 0:
        raise ValueError("no sign change")
    while hi - lo > tol:
        mid = (lo + hi) / 2
        if f(mid) == 0:
            return mid
        if f(lo) * f(mid) < 0:
            hi = mid
        else:
            lo = mid
    return (lo + hi) / 2


def kmeans_1d(values, centers, rounds):
    for _ in range(rounds):
        clusters = [[] for _ in centers]
        for v in values:
            best = min(range(len(centers)), key=lambda i: abs(v - centers[i]))
            clusters[best].append(v)
        centers = [
            sum(c) / len(c) if c else centers[i] for i, c in enumerate(clusters)
        ]
    return centers


def haversine(coords):
    R = 6372.8
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in zip(coords, coords[1:]):
        dlat, dlon = math.radians(lat2 - lat1), math.radians(lon2 - lon1)
        a = math.sin(dlat / 2) ** 2 + math.cos(math.radians(lat1)) * math.cos(
            math.radians(lat2)) * math.sin(dlon / 2) ** 2
        total += 2 * R * math.asin(math.sqrt(a))
    return total


def gravity(bodies, dt, steps):
    for _ in range(steps):
        for i, (x, y, vx, vy, m) in enumerate(bodies):
            ax = ay = 0.0
            for j, other in enumerate(bodies):
                if i == j:
                    continue
                dx, dy = other[0] - x, other[1] - y
                r = math.hypot(dx, dy)
                ax += G * other[4] * dx / r ** 3
                ay += G * other[4] * dy / r ** 3
            bodies[i] = [x + vx * dt, y + vy * dt, vx + ax * dt, vy + ay * dt, m]
    return bodies


def monte_carlo_pi(n, seed):
    rng = random.Random(seed)
    inside = 0
    for _ in range(n):
        x, y = rng.random(), rng.random()
        if x * x + y * y <= 1:
            inside += 1
    return 4 * inside / n


def pearson(xs, ys):
    n = len(xs)
    if n != len(ys) or n == 0:
        raise ValueError("lengths")
    mx, my = sum(xs) / n, sum(ys) / n
    num = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    den = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    return num / den if den else 0.0


def linear_fit(points):
    sx = sy = sxx = sxy = 0.0
    n = 0
    for x, y in points:
        sx += x
        sy += y
        sxx += x * x
        sxy += x * y
        n += 1
    slope = (n * sxy - sx * sy) / (n * sxx - sx ** 2)
    return slope, (sy - slope * sx) / n


def convolve(signal, kernel):
    n, k = len(signal), len(kernel)
    out = [0.0] * (n + k - 1)
    for i in range(n):
        for j in range(k):
            out[i + j] += signal[i] * kernel[j]
    return out


def perceptron(data, epochs, rate=0.1):
    weights = [0.0, 0.0]
    bias = 0.0
    for _ in range(epochs):
        errors = 0
        for features, label in data:
            s = sum(w * f for w, f in zip(weights, features)) + bias
            predicted = 1 if s > 0 else 0
            delta = label - predicted
            if delta:
                errors += 1
                weights = [w + rate * delta * f for w, f in zip(weights, features)]
                bias += rate * delta
        if errors == 0:
            break
    return weights, bias


def relax(u, steps):
    rows, cols = u.shape
    for _ in range(steps):
        for i in range(1, rows - 1):
            for j in range(1, cols - 1):
                u[i, j] = 0.25 * (u[i - 1, j] + u[i + 1, j] + u[i, j - 1] + u[i, j + 1])
    return u


def relax_f32(u, n):
    for _ in range(n):
        for i in range(1, len(u) - 1):
            u[i] = (u[i - 1] + u[i + 1]) / 2
    return u


def threshold(image, level):
    out = np.zeros_like(image)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            if image[i, j] > level:
                out[i, j] = 255
    return out


def label_counts(labels):
    counts = {}
    for v in labels:
        counts[int(v)] = counts.get(int(v), 0) + 1
    return counts


def moving_average_np(x, w):
    out = np.empty(len(x) - w + 1)
    for i in range(len(out)):
        out[i] = x[i:i + w].mean()
    return out


def row_sums(a):
    result = np.zeros(a.shape[0])
    for i in range(a.shape[0]):
        result[i] = a[i].sum()
    return result


def pairwise(points):
    n = len(points)
    d = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            d[i, j] = np.sqrt(((points[i] - points[j]) ** 2).sum())
    return d


def ising(spins, beta, rng, sweeps):
    n, m = spins.shape
    for _ in range(sweeps):
        for i in range(n):
            for j in range(m):
                s = spins[i, j]
                nb = spins[(i + 1) % n, j] + spins[i - 1, j] + spins[i, (j + 1) % m] + spins[i, j - 1]
                cost = 2 * s * nb
                if cost < 0 or rng.random() < math.exp(-cost * beta):
                    spins[i, j] = -s
    return spins


def volume_mean(v):
    total = 0.0
    for i in range(v.shape[0]):
        for j in range(v.shape[1]):
            for k in range(v.shape[2]):
                total += v[i, j, k]
    return total / v.size


def mask_sum(values, mask):
    total = 0.0
    for i in range(len(values)):
        if mask[i]:
            total += values[i]
    return total


def clip_bytes(pixels, gain):
    for i in range(len(pixels)):
        v = int(pixels[i] * gain)
        pixels[i] = 255 if v > 255 else v
    return pixels


def sum_f32(x):
    total = 0.0
    for v in x:
        total += v
    return float(total)


def sum_i32(x):
    total = 0
    for v in x:
        total += int(v)
    return total


def euler_number(terms):
    e, f = 1.0, 1.0
    for i in range(1, terms):
        f *= i
        e += 1 / f
    return e


def horner(coefficients, x):
    result = 0
    for c in reversed(coefficients):
        result = result * x + c
    return result


def softmax(values):
    top = max(values)
    exps = [math.exp(v - top) for v in values]
    total = sum(exps)
    return [e / total for e in exps]


def lorenz(steps, dt=0.01, sigma=10, rho=28, beta=8 / 3):
    x, y, z = 0.0, 1.0, 1.05
    xs = []
    for _ in range(steps):
        dx = sigma * (y - x)
        dy = x * (rho - z) - y
        dz = x * y - beta * z
        x, y, z = x + dx * dt, y + dy * dt, z + dz * dt
        xs.append((x, y, z))
    return xs


def matrix_power(m, p):
    n = len(m)
    result = [[int(i == j) for j in range(n)] for i in range(n)]
    while p > 0:
        if p % 2:
            result = [[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in result]
        m = [[sum(a * b for a, b in zip(r, c)) for c in zip(*m)] for r in m]
        p //= 2
    return result


def needleman_wunsch(a, b, match=1, mismatch=-1, gap=-2):
    score = np.zeros((len(a) + 1, len(b) + 1), dtype=int)
    for i in range(len(a) + 1):
        score[i][0] = i * gap
    for j in range(len(b) + 1):
        score[0][j] = j * gap
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            d = score[i - 1][j - 1] + (match if a[i - 1] == b[j - 1] else mismatch)
            score[i][j] = max(d, score[i - 1][j] + gap, score[i][j - 1] + gap)
    return int(score[len(a)][len(b)])


def bayes(prior, likelihoods):
    posterior = prior.copy()
    for row in likelihoods:
        posterior = {h: posterior[h] * row[h] for h in posterior}
        total = sum(posterior.values())
        for h in posterior:
            posterior[h] /= total
    return posterior


CALLS = {
    "mandelbrot_row": [(0.3, 12)],
    "fft": [([1 + 0j, 2 + 0j, 0j, -1j],), ([1.0, 2.0, 0.0, 4.0],)],
    "gauss_jordan": [([[2.0, 1.0, 5.0], [1.0, 3.0, 10.0]],)],
    "determinant": [([[1, 2, 3], [4, 5, 6], [7, 8, 10]],), ([[2]],)],
    "mat_mul": [([[1, 2], [3, 4]], [[5, 6], [7, 8]])],
    "lu": [([[4.0, 3.0], [6.0, 3.0]],)],
    "runge_kutta": [(0.5, 0.0, 0.2, 2.0)],
    "bisection": [(0.0, 5.0)],
    "kmeans_1d": [([1.0, 1.5, 9.0, 10.0], [0.0, 5.0], 3)],
    "haversine": [([(50.1, 14.4), (48.2, 16.4), (52.5, 13.4)],)],
    "gravity": [([[0.0, 0.0, 0.0, 0.0, 1e10], [1.0, 0.0, 0.0, 0.5, 1e9]], 0.1, 3)],
    "monte_carlo_pi": [(100, 7)],
    "pearson": [([1.0, 2.0, 3.0], [2.0, 4.0, 7.0])],
    "linear_fit": [([(1.0, 2.0), (2.0, 4.1), (3.0, 6.2)],)],
    "convolve": [([1.0, 2.0, 3.0], [0.5, 0.25])],
    "perceptron": [([((0.0, 1.0), 1), ((1.0, 0.0), 0), ((1.0, 1.0), 1)], 5)],
    "relax": [(np.arange(16.0).reshape(4, 4), 2)],
    "relax_f32": [(np.arange(6, dtype=np.float32), 2)],
    "threshold": [(np.arange(12, dtype=np.uint8).reshape(3, 4), 5)],
    "label_counts": [(np.array([1, 2, 2, 3], dtype=np.int32),)],
    "moving_average_np": [(np.arange(8.0), 3)],
    "row_sums": [(np.arange(6.0).reshape(2, 3),)],
    "pairwise": [(np.arange(6.0).reshape(3, 2),)],
    "ising": [(np.array([[1, -1, 1], [1, 1, -1]]), 0.4, random.Random(1), 2)],
    "volume_mean": [(np.arange(24.0).reshape(2, 3, 4),)],
    "mask_sum": [(np.arange(4.0), np.array([True, False, True, True]))],
    "clip_bytes": [(np.array([1, 100, 200], dtype=np.uint8), 2.0)],
    "sum_f32": [(np.arange(5, dtype=np.float32),)],
    "sum_i32": [(np.arange(5, dtype=np.int32),)],
    "euler_number": [(15,)],
    "horner": [([1.0, 2.0, 3.0], 0.5)],
    "softmax": [([1.0, 2.0, 3.0],)],
    "lorenz": [(5,)],
    "matrix_power": [([[1, 1], [1, 0]], 10)],
    "needleman_wunsch": [("GATTACA", "GCATGCU")],
    "bayes": [({"a": 0.5, "b": 0.5}, [{"a": 0.9, "b": 0.2}, {"a": 0.4, "b": 0.3}])],
}
EITHER = {
    "gauss_jordan": [([[0.0, 1.0], [0.0, 1.0]],)],
    "mat_mul": [([[1]], [[1], [2]])],
    "softmax": [([],)],
    "bisection": [(3.0, 5.0)],
}
FALLS_BACK = {}
