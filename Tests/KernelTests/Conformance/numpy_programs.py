"""Loops over arrays as people write them, with calls of NumPy inside."""

import numpy as np


def convolve2d(image, kernel):
    kh, kw = kernel.shape
    ph, pw = kh // 2, kw // 2
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    out = np.zeros(image.shape, dtype=np.float64)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = np.sum(padded[i:i + kh, j:j + kw] * kernel)
    return out


def gauss_seidel(A, b, tol, max_iter):
    n = len(b)
    x = np.zeros(n)
    for it in range(max_iter):
        x_old = x.copy()
        for i in range(n):
            s1 = np.dot(A[i, :i], x[:i])
            s2 = np.dot(A[i, i + 1:], x_old[i + 1:])
            x[i] = (b[i] - s1 - s2) / A[i, i]
        if np.max(np.abs(x - x_old)) < tol:
            break
    return x, it


def dtw(s, t, window):
    n, m = len(s), len(t)
    w = np.max([window, abs(n - m)])
    dtw_matrix = np.zeros((n + 1, m + 1))
    for i in range(n + 1):
        for j in range(m + 1):
            dtw_matrix[i, j] = np.inf
    dtw_matrix[0, 0] = 0
    for i in range(1, n + 1):
        for j in range(np.max([1, i - w]), np.min([m, i + w]) + 1):
            dtw_matrix[i, j] = 0
    for i in range(1, n + 1):
        for j in range(np.max([1, i - w]), np.min([m, i + w]) + 1):
            cost = abs(s[i - 1] - t[j - 1])
            last_min = np.min([dtw_matrix[i - 1, j], dtw_matrix[i, j - 1], dtw_matrix[i - 1, j - 1]])
            dtw_matrix[i, j] = cost + last_min
    return dtw_matrix


def kmeans(X, centers, iters):
    n, d = X.shape
    k = centers.shape[0]
    labels = np.zeros(n, dtype=int)
    for it in range(iters):
        for i in range(n):
            best = float("inf")
            for c in range(k):
                dist = 0.0
                for j in range(d):
                    diff = X[i, j] - centers[c, j]
                    dist += diff * diff
                if dist < best:
                    best = dist
                    labels[i] = c
        for c in range(k):
            members = X[labels == c]
            if len(members) > 0:
                centers[c] = members.mean(axis=0)
    return labels, centers


def hist_equalize(img):
    hist = np.zeros(256, dtype=int)
    for row in img:
        for p in row:
            hist[p] += 1
    cdf = np.cumsum(hist)
    cdf_min = cdf[cdf > 0].min()
    total = img.size
    lut = np.zeros(256, dtype=np.uint8)
    for i in range(256):
        lut[i] = np.clip(round((cdf[i] - cdf_min) / (total - cdf_min) * 255), 0, 255)
    out = np.zeros_like(img)
    for i in range(img.shape[0]):
        for j in range(img.shape[1]):
            out[i, j] = lut[img[i, j]]
    return out


def lu(A):
    n = A.shape[0]
    U = A.copy()
    L = np.eye(n, dtype=np.double)
    for i in range(n):
        factor = U[i + 1:, i] / U[i, i]
        L[i + 1:, i] = factor
        U[i + 1:] -= factor[:, np.newaxis] * U[i]
    return L, U


def cholesky(A):
    n = A.shape[0]
    L = np.zeros_like(A)
    for i in range(n):
        for j in range(i + 1):
            s = sum(L[i, k] * L[j, k] for k in range(j))
            if i == j:
                L[i, j] = np.sqrt(A[i, i] - s)
            else:
                L[i, j] = (1.0 / L[j, j] * (A[i, j] - s))
    return L


def gauss(A, b):
    n = len(b)
    for i in range(n):
        p = np.argmax(np.abs(A[i:, i])) + i
        if p != i:
            A[[i, p]] = A[[p, i]]
            b[i], b[p] = b[p], b[i]
        for j in range(i + 1, n):
            f = A[j, i] / A[i, i]
            A[j, i:] -= f * A[i, i:]
            b[j] -= f * b[i]
    x = np.zeros(n)
    for i in range(n - 1, -1, -1):
        x[i] = (b[i] - np.dot(A[i, i + 1:], x[i + 1:])) / A[i, i]
    return x


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


def sieve(n):
    is_prime = np.ones(n + 1, dtype=bool)
    is_prime[:2] = False
    for i in range(2, int(n ** 0.5) + 1):
        if is_prime[i]:
            is_prime[i * i::i] = False
    return np.nonzero(is_prime)[0]


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


def monte_carlo_pi(n):
    inside = 0
    for _ in range(n):
        x, y = np.random.rand(), np.random.rand()
        if x * x + y * y <= 1:
            inside += 1
    return 4 * inside / n


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


def lcs(a, b):
    L = np.zeros((len(a) + 1, len(b) + 1), dtype=np.int32)
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            if a[i - 1] == b[j - 1]:
                L[i, j] = L[i - 1, j - 1] + 1
            else:
                L[i, j] = np.maximum(L[i - 1, j], L[i, j - 1])
    return L[-1, -1], L


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


G = np.random.default_rng(5)
IMG = G.integers(0, 256, (9, 11)).astype(np.uint8)
PX = G.normal(size=(20, 3))
SP = PX[:6] @ PX[:6].T + 6 * np.eye(6)
SPIN = np.where(G.random((8, 8)) < .5, 1, -1)

CALLS = {
    "gauss_seidel": [lambda: (SP, PX[:6, 0].copy(), 1e-9, 50)],
    "convolve2d": [lambda: (IMG.astype(float), np.ones((3, 3)) / 9)],
    "dtw": [lambda: (PX[:, 0].copy(), PX[:, 1].copy(), 3)],
    "kmeans": [lambda: (PX.copy(), PX[:3].copy(), 4)],
    "hist_equalize": [lambda: (IMG.copy(),)],
    "lu": [lambda: (SP.copy(),)],
    "cholesky": [lambda: (SP.copy(),)],
    "gauss": [lambda: (SP.copy(), PX[:6, 0].copy())],
    "ising_np": [lambda: (
        SPIN.copy(), 8, 0.4, np.arange(64).reshape(8, 8) % 8, np.arange(64).reshape(8, 8) // 8,
        np.abs(np.sin(np.arange(64.0))).reshape(8, 8))],
    "ray_march": [(8, 8, 20)],
    "sieve": [(200,)],
    "random_walk": [(50, 3)],
    "monte_carlo_pi": [(50,)],
    "matmul_dot": [lambda: (PX, PX.T.copy())],
    "power_iteration": [lambda: (PX[:3], 5)],
    "gradient_descent": [lambda: (PX, (PX[:, 0] > 0).astype(int), 0.1, 3)],
    "median_filter": [lambda: (IMG.copy(), 3)],
    "knn": [lambda: (PX, (PX[:, 0] > 0).astype(int), PX[3] + 0.1, 5)],
    "julia": [(9, 9, -0.4 + 0.6j, 30)],
    "lcs": [("ABCBDAB", "BDCABA")],
    "haversine": [lambda: (PX[:6, 0] * 30, PX[:6, 1] * 60)],
    "softmax_rows": [lambda: (PX.copy(),)],
    "nms": [lambda: (np.abs(PX[:6].repeat(2, axis=1)[:, :4]).copy(), np.arange(6.0)[::-1].copy(), 0.1)],
    "vectorised_life": [lambda: ((IMG > 128).astype(int), 3)],
}
FALLS_BACK = {}
EITHER = {
    "gauss": [lambda: (np.zeros((3, 3)), np.ones(3))],
    "softmax_rows": [lambda: (np.full((2, 3), np.nan),), lambda: (PX.T,)],
    "haversine": [lambda: (np.array([np.inf, 1.0]), np.array([0.0, 1.0]))],
    "kmeans": [lambda: (PX[::-1].copy(), PX[:2].copy(), 3)],
    "convolve2d": [lambda: (IMG[::2, ::2].astype(float), np.ones((3, 3)) / 9)],
}
