"""The largest singular value of an infinite matrix, cut."""

FUNCTION = "eval_A_times_u"


def eval_A(i, j):
    return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1)


def eval_A_times_u(u):
    n = len(u)
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += eval_A(i, j) * u[j]
        out.append(total)
    return out


def eval_At_times_u(u):
    n = len(u)
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += eval_A(j, i) * u[j]
        out.append(total)
    return out


def spectral(n):
    u = [1.0] * n
    v = u
    for _ in range(10):
        v = eval_At_times_u(eval_A_times_u(u))
        u = eval_At_times_u(eval_A_times_u(v))
    vBv = vv = 0.0
    for ue, ve in zip(u, v):
        vBv += ue * ve
        vv += ve * ve
    return (vBv / vv) ** 0.5


def arguments():
    return [[1.0 / (i + 1) for i in range(400)]]


if __name__ == "__main__":
    for _ in range(4):
        spectral(130)
