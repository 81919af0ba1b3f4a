"""More loops over arrays with calls of NumPy inside, as people publish them."""

import random

import numpy as np


def ising(lattice, beta, steps, rng):
    n = lattice.shape[0]
    for _ in range(steps):
        i = rng.randrange(n)
        j = rng.randrange(n)
        s = lattice[i, j]
        nb = (lattice[(i + 1) % n, j] + lattice[i, (j + 1) % n]
              + lattice[(i - 1) % n, j] + lattice[i, (j - 1) % n])
        cost = 2 * s * nb
        if cost < 0:
            s *= -1
        elif rng.random() < np.exp(-cost * beta):
            s *= -1
        lattice[i, j] = s
    return lattice


def ising_np(config, N, beta, a, b, r):
    for i in range(N):
        for j in range(N):
            s = config[a[i, j], b[i, j]]
            nb = config[(a[i, j] + 1) % N, b[i, j]] + config[a[i, j], (b[i, j] + 1) % N]
            cost = 2 * s * nb
            if cost < 0:
                s *= -1
            elif r[i, j] < np.exp(-cost * beta):
                s *= -1
            config[a[i, j], b[i, j]] = s
    return config


def energy(config):
    e = 0
    N = len(config)
    for i in range(len(config)):
        for j in range(len(config)):
            S = config[i, j]
            nb = (config[(i + 1) % N, j] + config[i, (j + 1) % N]
                  + config[(i - 1) % N, j] + config[i, (j - 1) % N])
            e += -nb * S
    return e / 4.


def rule30(width, steps, rule):
    cells = np.zeros((steps, width), dtype=np.uint8)
    cells[0, width // 2] = 1
    for t in range(1, steps):
        for x in range(width):
            left = cells[t - 1, (x - 1) % width]
            mid = cells[t - 1, x]
            right = cells[t - 1, (x + 1) % width]
            idx = 4 * left + 2 * mid + right
            cells[t, x] = (rule >> idx) & 1
    return cells


def find(parent, i):
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def percolation(grid):
    n = grid.shape[0]
    parent = np.arange(n * n + 2)
    for i in range(n):
        for j in range(n):
            if not grid[i, j]:
                continue
            k = i * n + j
            if i == 0:
                parent[find(parent, k)] = find(parent, n * n)
            if i == n - 1:
                parent[find(parent, k)] = find(parent, n * n + 1)
            if i + 1 < n and grid[i + 1, j]:
                parent[find(parent, k)] = find(parent, (i + 1) * n + j)
            if j + 1 < n and grid[i, j + 1]:
                parent[find(parent, k)] = find(parent, i * n + j + 1)
    return find(parent, n * n) == find(parent, n * n + 1)


def ray_march(width, height, max_steps):
    img = np.zeros((height, width, 3))
    for y in range(height):
        for x in range(width):
            direction = np.array([(x - width / 2) / width, (y - height / 2) / height, 1.0])
            direction = direction / np.linalg.norm(direction)
            origin = np.array([0.0, 0.0, -3.0])
            t = 0.0
            for _ in range(max_steps):
                p = origin + t * direction
                d = np.sqrt(p[0] ** 2 + p[1] ** 2 + p[2] ** 2) - 1.0
                if d < 0.001:
                    normal = p / np.sqrt(p[0] ** 2 + p[1] ** 2 + p[2] ** 2)
                    light = max(0.0, -normal[2])
                    img[y, x] = np.array([light, light * 0.5, 0.2])
                    break
                t += d
                if t > 20:
                    break
    return img


def running_stats(x):
    n = len(x)
    mean = np.zeros(n)
    var = np.zeros(n)
    m = 0.0
    s = 0.0
    for i in range(n):
        d = x[i] - m
        m += d / (i + 1)
        s += d * (x[i] - m)
        mean[i] = m
        var[i] = s / (i + 1)
    return mean, np.sqrt(var)


def find_peaks(x, threshold):
    peaks = []
    for i in range(1, len(x) - 1):
        if x[i] > x[i - 1] and x[i] > x[i + 1] and x[i] > threshold:
            peaks.append(i)
    return np.array(peaks)


def run_lengths(mask):
    runs = []
    count = 0
    for m in mask:
        if m:
            count += 1
        elif count:
            runs.append(count)
            count = 0
    if count:
        runs.append(count)
    return runs


def connected_components(binary):
    h, w = binary.shape
    labels = np.zeros((h, w), dtype=np.int32)
    current = 0
    for i in range(h):
        for j in range(w):
            if binary[i, j] and labels[i, j] == 0:
                current += 1
                stack = [(i, j)]
                labels[i, j] = current
                while stack:
                    y, x = stack.pop()
                    for dy, dx in ((-1, 0), (1, 0), (0, -1), (0, 1)):
                        ny, nx = y + dy, x + dx
                        if 0 <= ny < h and 0 <= nx < w and binary[ny, nx] and labels[ny, nx] == 0:
                            labels[ny, nx] = current
                            stack.append((ny, nx))
    return labels, current


def bilinear(img, new_h, new_w):
    h, w = img.shape[:2]
    out = np.zeros((new_h, new_w), dtype=np.float64)
    for i in range(new_h):
        for j in range(new_w):
            y = i * (h - 1) / (new_h - 1)
            x = j * (w - 1) / (new_w - 1)
            y0 = int(np.floor(y))
            x0 = int(np.floor(x))
            y1 = min(y0 + 1, h - 1)
            x1 = min(x0 + 1, w - 1)
            dy, dx = y - y0, x - x0
            out[i, j] = (img[y0, x0] * (1 - dy) * (1 - dx) + img[y0, x1] * (1 - dy) * dx
                         + img[y1, x0] * dy * (1 - dx) + img[y1, x1] * dy * dx)
    return out


def rgb_to_gray(img):
    h, w, _ = img.shape
    gray = np.zeros((h, w), dtype=np.uint8)
    for i in range(h):
        for j in range(w):
            r, g, b = img[i, j]
            gray[i, j] = int(0.299 * r + 0.587 * g + 0.114 * b)
    return gray


def dither(img):
    img = img.astype(float)
    h, w = img.shape
    for y in range(h):
        for x in range(w):
            old = img[y, x]
            new = 255 if old > 127 else 0
            img[y, x] = new
            err = old - new
            if x + 1 < w:
                img[y, x + 1] += err * 7 / 16
            if y + 1 < h:
                if x > 0:
                    img[y + 1, x - 1] += err * 3 / 16
                img[y + 1, x] += err * 5 / 16
                if x + 1 < w:
                    img[y + 1, x + 1] += err * 1 / 16
    return np.clip(img, 0, 255).astype(np.uint8)


def bitonic(a):
    n = len(a)
    k = 2
    while k <= n:
        j = k // 2
        while j > 0:
            for i in range(n):
                l = i ^ j
                if l > i:
                    if (i & k == 0 and a[i] > a[l]) or (i & k != 0 and a[i] < a[l]):
                        a[i], a[l] = a[l], a[i]
            j //= 2
        k *= 2
    return a


def radix_sort(arr):
    max_val = np.max(arr)
    exp = 1
    while max_val // exp > 0:
        n = len(arr)
        output = np.zeros(n, dtype=arr.dtype)
        count = np.zeros(10, dtype=int)
        for i in range(n):
            count[(arr[i] // exp) % 10] += 1
        for i in range(1, 10):
            count[i] += count[i - 1]
        for i in range(n - 1, -1, -1):
            d = (arr[i] // exp) % 10
            output[count[d] - 1] = arr[i]
            count[d] -= 1
        arr = output
        exp *= 10
    return arr


def sieve(n):
    is_prime = np.ones(n + 1, dtype=bool)
    is_prime[:2] = False
    for i in range(2, int(n ** 0.5) + 1):
        if is_prime[i]:
            is_prime[i * i::i] = False
    return np.nonzero(is_prime)[0]


def sieve_where(n):
    flags = np.ones(n, dtype=np.bool_)
    flags[0] = flags[1] = False
    for i in range(2, int(np.sqrt(n)) + 1):
        if flags[i]:
            for j in range(i * i, n, i):
                flags[j] = False
    return np.where(flags)[0]


def prefix_sum(a):
    n, m = a.shape
    s = np.zeros((n + 1, m + 1), dtype=a.dtype)
    for i in range(n):
        for j in range(m):
            s[i + 1, j + 1] = a[i, j] + s[i, j + 1] + s[i + 1, j] - s[i, j]
    return s


def csr_matvec(data, indices, indptr, x):
    n = len(indptr) - 1
    y = np.zeros(n)
    for i in range(n):
        for jj in range(indptr[i], indptr[i + 1]):
            y[i] += data[jj] * x[indices[jj]]
    return y


def random_walk(n, seed):
    np.random.seed(seed)
    pos = np.zeros((n, 2))
    for i in range(1, n):
        step = np.random.randint(0, 4)
        pos[i] = pos[i - 1]
        if step == 0:
            pos[i, 0] += 1
        elif step == 1:
            pos[i, 0] -= 1
        elif step == 2:
            pos[i, 1] += 1
        else:
            pos[i, 1] -= 1
    return pos


def walk_rng(n, rng):
    x = np.zeros(n)
    for i in range(1, n):
        x[i] = x[i - 1] + rng.normal()
    return x


def monte_carlo_pi(n):
    inside = 0
    for _ in range(n):
        x, y = np.random.rand(), np.random.rand()
        if x * x + y * y <= 1:
            inside += 1
    return 4 * inside / n


def matmul(A, B):
    n, m = A.shape
    p = B.shape[1]
    C = np.zeros((n, p))
    for i in range(n):
        for j in range(p):
            for k in range(m):
                C[i, j] += A[i, k] * B[k, j]
    return C


def matmul_dot(A, B):
    C = np.zeros((A.shape[0], B.shape[1]))
    for i in range(A.shape[0]):
        for j in range(B.shape[1]):
            C[i, j] = A[i, :] @ B[:, j]
    return C


def power_iteration(A, n):
    v = np.ones(A.shape[0])
    for _ in range(n):
        w = A @ v
        v = w / np.linalg.norm(w)
    return v


def gradient_descent(X, y, lr, epochs):
    n, d = X.shape
    w = np.zeros(d)
    b = 0.0
    for _ in range(epochs):
        for i in range(n):
            pred = 1 / (1 + np.exp(-(np.dot(X[i], w) + b)))
            err = pred - y[i]
            w -= lr * err * X[i]
            b -= lr * err
    return w, b


def median_filter(img, k):
    h, w = img.shape
    p = k // 2
    out = np.zeros_like(img)
    for i in range(p, h - p):
        for j in range(p, w - p):
            window = img[i - p:i + p + 1, j - p:j + p + 1]
            out[i, j] = np.median(window)
    return out


def sobel(img):
    Gx = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    Gy = np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
    rows, cols = img.shape
    mag = np.zeros((rows, cols))
    for i in range(rows - 2):
        for j in range(cols - 2):
            gx = np.sum(Gx * img[i:i + 3, j:j + 3])
            gy = np.sum(Gy * img[i:i + 3, j:j + 3])
            mag[i + 1, j + 1] = np.sqrt(gx ** 2 + gy ** 2)
    return mag


def knn(X, y, q, k):
    d = np.zeros(len(X))
    for i in range(len(X)):
        d[i] = np.linalg.norm(X[i] - q)
    idx = np.argsort(d)[:k]
    counts = np.bincount(y[idx])
    return np.argmax(counts)


def julia(h, w, c, it):
    out = np.zeros((h, w), dtype=np.uint8)
    for i, y in enumerate(np.linspace(-1.5, 1.5, h)):
        for j, x in enumerate(np.linspace(-1.5, 1.5, w)):
            z = complex(x, y)
            n = 0
            while abs(z) <= 2 and n < it:
                z = z * z + c
                n += 1
            out[i, j] = n
    return out


def dft(x):
    N = len(x)
    X = np.zeros(N, dtype=complex)
    for k in range(N):
        for n in range(N):
            X[k] += x[n] * np.exp(-2j * np.pi * k * n / N)
    return X


def perceptron(X, y, epochs):
    w = np.zeros(X.shape[1])
    errors = 0
    for _ in range(epochs):
        for xi, target in zip(X, y):
            update = 0.1 * (target - np.where(np.dot(xi, w) >= 0.0, 1, -1))
            w += update * xi
            errors += int(update != 0.0)
    return w, errors


def knapsack(weights, values, W):
    n = len(weights)
    K = np.zeros((n + 1, W + 1), dtype=int)
    for i in range(1, n + 1):
        for w in range(W + 1):
            if weights[i - 1] <= w:
                K[i, w] = max(values[i - 1] + K[i - 1, w - weights[i - 1]], K[i - 1, w])
            else:
                K[i, w] = K[i - 1, w]
    return K[n, W]


def lcs(a, b):
    L = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int32)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                L[i, j] = L[i - 1, j - 1] + 1
            else:
                L[i, j] = np.maximum(L[i - 1, j], L[i, j - 1])
    return L[-1, -1], L


def autocorr(x, lags):
    n = len(x)
    mean = np.mean(x)
    var = np.var(x)
    out = np.zeros(lags)
    for k in range(lags):
        s = 0
        for t in range(n - k):
            s += (x[t] - mean) * (x[t + k] - mean)
        out[k] = s / (n * var)
    return out


def haversine(lat, lon):
    n = len(lat)
    D = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            dlat = np.radians(lat[j] - lat[i])
            dlon = np.radians(lon[j] - lon[i])
            a = (np.sin(dlat / 2) ** 2
                 + np.cos(np.radians(lat[i])) * np.cos(np.radians(lat[j])) * np.sin(dlon / 2) ** 2)
            D[i, j] = 6371 * 2 * np.arctan2(np.sqrt(a), np.sqrt(1 - a))
    return D


def rolling_max(x, w):
    out = np.full(len(x), np.nan)
    for i in range(w - 1, len(x)):
        out[i] = np.max(x[i - w + 1:i + 1])
    return out


def softmax_rows(x):
    out = np.zeros_like(x)
    for i in range(x.shape[0]):
        e = np.exp(x[i] - np.max(x[i]))
        out[i] = e / e.sum()
    return out


def nms(boxes, scores, thr):
    order = scores.argsort()[::-1]
    keep = []
    suppressed = np.zeros(len(boxes), dtype=bool)
    for a in range(len(order)):
        i = order[a]
        if suppressed[i]:
            continue
        keep.append(i)
        for b in range(a + 1, len(order)):
            j = order[b]
            xx1 = max(boxes[i, 0], boxes[j, 0])
            yy1 = max(boxes[i, 1], boxes[j, 1])
            xx2 = min(boxes[i, 2], boxes[j, 2])
            yy2 = min(boxes[i, 3], boxes[j, 3])
            inter = max(0, xx2 - xx1) * max(0, yy2 - yy1)
            if inter > thr:
                suppressed[j] = True
    return keep


def erode(img):
    h, w = img.shape
    out = np.zeros((h, w), dtype=np.uint8)
    for i in range(1, h - 1):
        for j in range(1, w - 1):
            out[i, j] = np.min(img[i - 1:i + 2, j - 1:j + 2])
    return out


def max_pool(x, k):
    h, w = x.shape
    out = np.zeros((h // k, w // k))
    for i in range(h // k):
        for j in range(w // k):
            out[i, j] = x[i * k:(i + 1) * k, j * k:(j + 1) * k].max()
    return out


def uint8_sum(grid):
    s = 0
    for i in range(grid.shape[0]):
        for j in range(grid.shape[1]):
            s += grid[i, j]
    return s


def vectorised_life(X, steps):
    for _ in range(steps):
        N = np.zeros(X.shape, dtype=int)
        N[1:-1, 1:-1] += (X[:-2, :-2] + X[:-2, 1:-1] + X[:-2, 2:] + X[1:-1, :-2]
                          + X[1:-1, 2:] + X[2:, :-2] + X[2:, 1:-1] + X[2:, 2:])
        birth = (N == 3) & (X == 0)
        survive = ((N == 2) | (N == 3)) & (X == 1)
        X[...] = 0
        X[birth | survive] = 1
    return X


def wave(u, um, c, steps):
    for _ in range(steps):
        up = np.zeros_like(u)
        up[1:-1, 1:-1] = 2 * u[1:-1, 1:-1] - um[1:-1, 1:-1] + c * (
            u[2:, 1:-1] + u[:-2, 1:-1] + u[1:-1, 2:] + u[1:-1, :-2] - 4 * u[1:-1, 1:-1])
        um = u
        u = up
    return u


def cumulative(x):
    c = np.cumsum(x)
    best = 0.0
    for i in range(len(c)):
        for j in range(i + 1, len(c)):
            if c[j] - c[i] > best:
                best = c[j] - c[i]
    return best


G = np.random.default_rng(5)
IMG = G.integers(0, 256, (9, 11)).astype(np.uint8)
PX = G.normal(size=(20, 3))
SPIN = np.where(G.random((8, 8)) < .5, 1, -1)

CALLS = {
    "ising": [lambda: (SPIN.copy(), 0.4, 60, random.Random(5))],
    "ising_np": [
        lambda: (SPIN.copy(), 8, 0.4, np.arange(64).reshape(8, 8) % 8, np.arange(64).reshape(8,
        8) // 8, np.abs(np.sin(np.arange(64.0))).reshape(8, 8))],
    "energy": [lambda: (SPIN.copy(),)],
    "rule30": [(21, 10, 30)],
    "percolation": [lambda: (IMG[:, :9] > 90,)],
    "ray_march": [(8, 8, 20)],
    "running_stats": [lambda: (PX[:, 0].copy(),)],
    "find_peaks": [lambda: (PX[:, 0].copy(), 0.1)],
    "run_lengths": [lambda: (PX[:, 0] > 0,)],
    "connected_components": [lambda: (IMG > 100,)],
    "bilinear": [lambda: (IMG.copy(), 13, 17), lambda: (IMG.astype(float), 13, 17)],
    "rgb_to_gray": [lambda: (np.stack([IMG, IMG[::-1], IMG[:, ::-1]], axis=2),)],
    "dither": [lambda: (IMG.copy(),)],
    "bitonic": [lambda: (PX[:16, 0].copy(),)],
    "radix_sort": [lambda: (IMG.astype(int).ravel(),)],
    "sieve": [(200,)],
    "sieve_where": [(200,)],
    "prefix_sum": [lambda: (IMG.astype(np.int64),)],
    "csr_matvec": [
        lambda: (np.array([1.0, 2, 3, 4]), np.array([0, 2, 1, 0], "i4"), np.array([0, 2, 3, 4],
        "i4"), np.array([1.5, 2.5, 3.5]))],
    "random_walk": [(50, 3)],
    "walk_rng": [lambda: (50, np.random.default_rng(4))],
    "monte_carlo_pi": [(50,)],
    "matmul": [lambda: (PX, PX.T.copy())],
    "matmul_dot": [lambda: (PX, PX.T.copy())],
    "power_iteration": [lambda: (PX[:3], 5)],
    "gradient_descent": [lambda: (PX, (PX[:, 0] > 0).astype(int), 0.1, 3)],
    "median_filter": [lambda: (IMG.copy(), 3)],
    "sobel": [lambda: (IMG.astype(float),)],
    "knn": [lambda: (PX, (PX[:, 0] > 0).astype(int), PX[3] + 0.1, 5)],
    "julia": [(9, 9, -0.4 + 0.6j, 30)],
    "dft": [lambda: (PX[:, 0].copy(),)],
    "perceptron": [lambda: (PX, np.where(PX[:, 0] > 0, 1, -1), 3)],
    "knapsack": [
        ([3, 4, 5], [30, 50, 60], 8), lambda: (np.array([3, 4, 5]), np.array([30, 50, 60]), 8)],
    "lcs": [("ABCBDAB", "BDCABA")],
    "autocorr": [lambda: (PX[:, 0].copy(), 5)],
    "haversine": [lambda: (PX[:6, 0] * 30, PX[:6, 1] * 60)],
    "rolling_max": [lambda: (PX[:, 0].copy(), 4)],
    "softmax_rows": [lambda: (PX.copy(),)],
    "nms": [
        lambda: (np.abs(PX[:6].repeat(2, axis=1)[:, :4]).copy(), np.arange(6.0)[::-1].copy(), 0.1)],
    "erode": [lambda: (IMG.copy(),)],
    "max_pool": [lambda: (IMG.astype(float), 3)],
    "uint8_sum": [lambda: ((IMG > 128).astype(np.uint8),)],
    "vectorised_life": [lambda: ((IMG > 128).astype(int), 3)],
    "wave": [lambda: (IMG.astype(float), IMG.astype(float), 0.1, 3)],
    "cumulative": [lambda: (PX[:, 0].copy(),)],
}
EXAMPLES = {"knapsack": 2}
EITHER = {}
FALLS_BACK = {}
