"""Loops over arrays with calls of NumPy inside, as people publish them."""

import numpy as np


def box_blur(img, r):
    h, w = img.shape
    out = np.zeros_like(img)
    for y in range(h):
        for x in range(w):
            s = 0
            n = 0
            for dy in range(-r, r + 1):
                for dx in range(-r, r + 1):
                    yy, xx = y + dy, x + dx
                    if 0 <= yy < h and 0 <= xx < w:
                        s += img[yy, xx]
                        n += 1
            out[y, x] = s / n
    return out


def convolve2d(image, kernel):
    kh, kw = kernel.shape
    ph, pw = kh // 2, kw // 2
    padded = np.pad(image, ((ph, ph), (pw, pw)))
    out = np.zeros(image.shape, dtype=np.float64)
    for i in range(image.shape[0]):
        for j in range(image.shape[1]):
            out[i, j] = np.sum(padded[i:i + kh, j:j + kw] * kernel)
    return out


def game_of_life(grid, steps):
    n, m = grid.shape
    for _ in range(steps):
        new = grid.copy()
        for i in range(n):
            for j in range(m):
                total = int(grid[i, (j - 1) % m] + grid[i, (j + 1) % m]
                            + grid[(i - 1) % n, j] + grid[(i + 1) % n, j]
                            + grid[(i - 1) % n, (j - 1) % m] + grid[(i - 1) % n, (j + 1) % m]
                            + grid[(i + 1) % n, (j - 1) % m] + grid[(i + 1) % n, (j + 1) % m])
                if grid[i, j] == 1:
                    if total < 2 or total > 3:
                        new[i, j] = 0
                elif total == 3:
                    new[i, j] = 1
        grid[:] = new[:]
    return grid


def jacobi(u, steps):
    n, m = u.shape
    un = np.empty_like(u)
    for _ in range(steps):
        un[:] = u
        for i in range(1, n - 1):
            for j in range(1, m - 1):
                u[i, j] = 0.25 * (un[i + 1, j] + un[i - 1, j] + un[i, j + 1] + un[i, j - 1])
    return u


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


def heat_1d(u, alpha, dx, dt, nt):
    for t in range(nt):
        un = u.copy()
        for i in range(1, len(u) - 1):
            u[i] = un[i] + alpha * dt / dx ** 2 * (un[i + 1] - 2 * un[i] + un[i - 1])
    return u


def mandelbrot(xmin, xmax, ymin, ymax, w, h, maxiter):
    r1 = np.linspace(xmin, xmax, w)
    r2 = np.linspace(ymin, ymax, h)
    n3 = np.empty((w, h))
    for i in range(w):
        for j in range(h):
            c = r1[i] + 1j * r2[j]
            z = c
            n = maxiter
            for k in range(maxiter):
                if abs(z) > 2:
                    n = k
                    break
                z = z * z + c
            n3[i, j] = n
    return n3


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


def edit_distance(seq1, seq2):
    size_x = len(seq1) + 1
    size_y = len(seq2) + 1
    matrix = np.zeros((size_x, size_y))
    for x in range(size_x):
        matrix[x, 0] = x
    for y in range(size_y):
        matrix[0, y] = y
    for x in range(1, size_x):
        for y in range(1, size_y):
            if seq1[x - 1] == seq2[y - 1]:
                matrix[x, y] = min(matrix[x - 1, y] + 1, matrix[x - 1, y - 1], matrix[x, y - 1] + 1)
            else:
                matrix[x, y] = min(matrix[x - 1, y] + 1, matrix[x - 1, y - 1] + 1, matrix[x, y - 1] + 1)
    return matrix[size_x - 1, size_y - 1]


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


def kmeans_norm(X, centers, iters):
    n = X.shape[0]
    k = len(centers)
    labels = np.zeros(n, dtype=np.int64)
    for _ in range(iters):
        for i in range(n):
            distances = np.zeros(k)
            for c in range(k):
                distances[c] = np.linalg.norm(X[i] - centers[c])
            labels[i] = np.argmin(distances)
    return labels


def nbody(pos, vel, mass, dt, steps, soft):
    n = len(mass)
    for s in range(steps):
        acc = np.zeros((n, 3))
        for i in range(n):
            for j in range(n):
                if i != j:
                    d = pos[j] - pos[i]
                    r2 = d[0] ** 2 + d[1] ** 2 + d[2] ** 2 + soft ** 2
                    inv = r2 ** -1.5
                    acc[i] += mass[j] * d * inv
        vel += acc * dt
        pos += vel * dt
    return pos


def nbody_norm(pos, vel, mass, dt, steps, soft):
    n = len(mass)
    for s in range(steps):
        for i in range(n):
            a = np.zeros(3)
            for j in range(n):
                if i != j:
                    r = pos[j] - pos[i]
                    dist = np.sqrt(np.sum(r ** 2) + soft)
                    a += mass[j] * r / dist ** 3
            vel[i] += a * dt
        for i in range(n):
            pos[i] += vel[i] * dt
    return pos, vel


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


def flood_fill(img, x, y, new):
    old = img[x, y]
    if old == new:
        return img
    stack = [(x, y)]
    while stack:
        i, j = stack.pop()
        if i < 0 or i >= img.shape[0] or j < 0 or j >= img.shape[1]:
            continue
        if img[i, j] != old:
            continue
        img[i, j] = new
        stack.append((i + 1, j))
        stack.append((i - 1, j))
        stack.append((i, j + 1))
        stack.append((i, j - 1))
    return img


def pairwise_distance(X):
    M = X.shape[0]
    N = X.shape[1]
    D = np.empty((M, M), dtype=np.float64)
    for i in range(M):
        for j in range(M):
            d = 0.0
            for k in range(N):
                tmp = X[i, k] - X[j, k]
                d += tmp * tmp
            D[i, j] = np.sqrt(d)
    return D


def distance_sum(X, Y):
    n, m = X.shape[0], Y.shape[0]
    D = np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            D[i, j] = np.sqrt(np.sum((X[i, :] - Y[j, :]) ** 2))
    return D


def moving_average(a, n):
    out = np.zeros(len(a) - n + 1)
    for i in range(len(out)):
        out[i] = a[i:i + n].mean()
    return out


def moving_average_list(a, n):
    res = []
    for i in range(len(a) - n + 1):
        res.append(np.mean(a[i:i + n]))
    return np.array(res)


def ema(prices, span):
    alpha = 2 / (span + 1)
    out = np.empty(len(prices))
    out[0] = prices[0]
    for i in range(1, len(prices)):
        out[i] = alpha * prices[i] + (1 - alpha) * out[i - 1]
    return out


def biquad(x, b, a):
    y = np.zeros_like(x)
    for n in range(len(x)):
        for i in range(len(b)):
            if n - i >= 0:
                y[n] += b[i] * x[n - i]
        for j in range(1, len(a)):
            if n - j >= 0:
                y[n] -= a[j] * y[n - j]
        y[n] /= a[0]
    return y


def lu(A):
    n = A.shape[0]
    U = A.copy()
    L = np.eye(n, dtype=np.double)
    for i in range(n):
        factor = U[i + 1:, i] / U[i, i]
        L[i + 1:, i] = factor
        U[i + 1:] -= factor[:, np.newaxis] * U[i]
    return L, U


def lu_loops(A):
    n = len(A)
    L = np.zeros((n, n))
    U = np.zeros((n, n))
    for i in range(n):
        for k in range(i, n):
            s = 0
            for j in range(i):
                s += L[i][j] * U[j][k]
            U[i][k] = A[i][k] - s
        for k in range(i, n):
            if i == k:
                L[i][i] = 1
            else:
                s = 0
                for j in range(i):
                    s += L[k][j] * U[j][i]
                L[k][i] = (A[k][i] - s) / U[i][i]
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


def floyd(dist):
    n = dist.shape[0]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if dist[i, k] + dist[k, j] < dist[i, j]:
                    dist[i, j] = dist[i, k] + dist[k, j]
    return dist


def viterbi(obs, pi, a, b):
    nStates = b.shape[0]
    T = obs.shape[0]
    path = np.zeros(T, dtype=int)
    delta = np.zeros((nStates, T))
    phi = np.zeros((nStates, T))
    delta[:, 0] = pi * b[:, obs[0]]
    phi[:, 0] = 0
    for t in range(1, T):
        for s in range(nStates):
            delta[s, t] = np.max(delta[:, t - 1] * a[:, s]) * b[s, obs[t]]
            phi[s, t] = np.argmax(delta[:, t - 1] * a[:, s])
    path[T - 1] = np.argmax(delta[:, T - 1])
    for t in range(T - 2, -1, -1):
        path[t] = phi[path[t + 1], t + 1]
    return path, delta, phi


def needleman(seq1, seq2, match, mismatch, gap):
    n, m = len(seq1), len(seq2)
    score = np.zeros((n + 1, m + 1), dtype=int)
    score[0, :] = np.arange(m + 1) * gap
    score[:, 0] = np.arange(n + 1) * gap
    for i in range(1, n + 1):
        for j in range(1, m + 1):
            diag = score[i - 1, j - 1] + (match if seq1[i - 1] == seq2[j - 1] else mismatch)
            up = score[i - 1, j] + gap
            left = score[i, j - 1] + gap
            score[i, j] = max(diag, up, left)
    return score


G = np.random.default_rng(5)
IMG = G.integers(0, 256, (9, 11)).astype(np.uint8)
PX = G.normal(size=(20, 3))
SP = PX[:6] @ PX[:6].T + 6 * np.eye(6)

CALLS = {
    "box_blur": [lambda: (IMG.astype(float), 1), lambda: (IMG.astype(np.int64), 1)],
    "convolve2d": [lambda: (IMG.astype(float), np.ones((3, 3)) / 9)],
    "game_of_life": [lambda: ((IMG > 128).astype(int), 3)],
    "jacobi": [lambda: (IMG.astype(float), 3)],
    "gauss_seidel": [lambda: (SP, PX[:6, 0].copy(), 1e-9, 50)],
    "heat_1d": [lambda: (PX[:, 1].copy(), 0.1, 0.5, 0.1, 4)],
    "mandelbrot": [(-2.0, 0.5, -1.25, 1.25, 12, 12, 30)],
    "dtw": [lambda: (PX[:, 0].copy(), PX[:, 1].copy(), 3)],
    "edit_distance": [("kitten", "sitting")],
    "kmeans": [lambda: (PX.copy(), PX[:3].copy(), 4)],
    "kmeans_norm": [lambda: (PX.copy(), PX[:3].copy(), 4)],
    "nbody": [lambda: (PX[:5].copy(), PX[5:10].copy(), np.abs(PX[:5, 0]), 0.01, 4, 0.1)],
    "nbody_norm": [lambda: (PX[:5].copy(), PX[5:10].copy(), np.abs(PX[:5, 0]), 0.01, 4, 0.1)],
    "hist_equalize": [lambda: (IMG.copy(),)],
    "flood_fill": [lambda: ((IMG > 128).astype(int), 0, 0, 7)],
    "pairwise_distance": [lambda: (PX.copy(),)],
    "distance_sum": [lambda: (PX.copy(), PX[:4].copy())],
    "moving_average": [lambda: (PX[:, 0].copy(), 4)],
    "moving_average_list": [lambda: (PX[:, 0].copy(), 4)],
    "ema": [lambda: (PX[:, 0].copy(), 5)],
    "biquad": [lambda: (PX[:, 0].copy(), np.array([0.1, 0.2, 0.1]), np.array([1.0, -0.5, 0.2]))],
    "lu": [lambda: (SP.copy(),)],
    "lu_loops": [lambda: (SP.copy(),)],
    "cholesky": [lambda: (SP.copy(),)],
    "gauss": [lambda: (SP.copy(), PX[:6, 0].copy())],
    "floyd": [lambda: (np.abs(SP),)],
    "viterbi": [
        lambda: (np.array([0, 1, 2, 1, 0]), np.array([0.6, 0.4]), np.array([[0.7, 0.3], [0.4,
        0.6]]), np.array([[0.5, 0.4, 0.1], [0.1, 0.3, 0.6]]))],
    "needleman": [("GATTACA", "GCATGCU", 1, -1, -1)],
}
EITHER = {}
FALLS_BACK = {}
