import heapq
from collections import defaultdict, deque
from functools import cache, lru_cache
from itertools import permutations, product


def bfs_shortest_path(graph, start, goal):
    """
    >>> bfs_shortest_path({"A": ["B"], "B": ["C"], "C": []}, "A", "C")
    ['A', 'B', 'C']
    """
    explored = set()
    queue = [[start]]
    if start == goal:
        return [start]
    while queue:
        path = queue.pop(0)
        node = path[-1]
        if node not in explored:
            for neighbour in graph[node]:
                new_path = list(path)
                new_path.append(neighbour)
                queue.append(new_path)
                if neighbour == goal:
                    return new_path
            explored.add(node)
    return []


def dijkstra(graph, source):
    distances = {node: float("inf") for node in graph}
    distances[source] = 0
    heap = [(0, source)]
    while heap:
        dist, node = heapq.heappop(heap)
        if dist > distances[node]:
            continue
        for neighbour, weight in graph[node].items():
            candidate = dist + weight
            if candidate < distances[neighbour]:
                distances[neighbour] = candidate
                heapq.heappush(heap, (candidate, neighbour))
    return distances


def topological_sort(n, edges):
    graph = defaultdict(list)
    indegree = [0] * n
    for a, b in edges:
        graph[a].append(b)
        indegree[b] += 1
    queue = deque(i for i in range(n) if indegree[i] == 0)
    order = []
    while queue:
        node = queue.popleft()
        order.append(node)
        for nxt in graph[node]:
            indegree[nxt] -= 1
            if indegree[nxt] == 0:
                queue.append(nxt)
    if len(order) != n:
        raise ValueError("graph has a cycle")
    return order


def num_islands(grid):
    if not grid or not grid[0]:
        return 0
    rows, cols = len(grid), len(grid[0])
    seen = set()
    count = 0

    def dfs(r, c):
        if (
            r < 0 or c < 0 or r >= rows or c >= cols
            or grid[r][c] == "0" or (r, c) in seen
        ):
            return
        seen.add((r, c))
        for dr, dc in [(1, 0), (-1, 0), (0, 1), (0, -1)]:
            dfs(r + dr, c + dc)

    for r in range(rows):
        for c in range(cols):
            if grid[r][c] == "1" and (r, c) not in seen:
                dfs(r, c)
                count += 1
    return count


def flood_fill(image, sr, sc, color):
    start = image[sr][sc]
    if start == color:
        return image
    stack = [(sr, sc)]
    while stack:
        r, c = stack.pop()
        if 0 <= r < len(image) and 0 <= c < len(image[0]) and image[r][c] == start:
            image[r][c] = color
            stack.extend([(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)])
    return image


def union_find_components(n, pairs):
    parent = list(range(n))
    rank = [0] * n

    def find(x):
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    def union(a, b):
        ra, rb = find(a), find(b)
        if ra == rb:
            return False
        if rank[ra] < rank[rb]:
            ra, rb = rb, ra
        parent[rb] = ra
        if rank[ra] == rank[rb]:
            rank[ra] += 1
        return True

    components = n
    for a, b in pairs:
        if union(a, b):
            components -= 1
    return components


def kruskal(n, edges):
    edges = sorted(edges, key=lambda e: e[2])
    parent = {i: i for i in range(n)}

    def find(i):
        if parent[i] != i:
            parent[i] = find(parent[i])
        return parent[i]

    mst, cost = [], 0
    for u, v, w in edges:
        ru, rv = find(u), find(v)
        if ru != rv:
            parent[ru] = rv
            mst.append((u, v, w))
            cost += w
    return mst, cost


def floyd_warshall(graph):
    n = len(graph)
    dist = [row[:] for row in graph]
    for k in range(n):
        for i in range(n):
            for j in range(n):
                if dist[i][k] + dist[k][j] < dist[i][j]:
                    dist[i][j] = dist[i][k] + dist[k][j]
    return dist


def bellman_ford(edges, n, source):
    INF = float("inf")
    dist = [INF] * n
    dist[source] = 0
    for _ in range(n - 1):
        changed = False
        for u, v, w in edges:
            if dist[u] != INF and dist[u] + w < dist[v]:
                dist[v] = dist[u] + w
                changed = True
        if not changed:
            break
    else:
        for u, v, w in edges:
            if dist[u] != INF and dist[u] + w < dist[v]:
                raise Exception("negative cycle")
    return dist


def tarjan_scc(graph):
    index_counter = 0
    stack, result = [], []
    low, index = {}, {}
    on_stack = set()

    def strongconnect(v):
        nonlocal index_counter
        index[v] = low[v] = index_counter
        index_counter += 1
        stack.append(v)
        on_stack.add(v)
        for w in graph.get(v, []):
            if w not in index:
                strongconnect(w)
                low[v] = min(low[v], low[w])
            elif w in on_stack:
                low[v] = min(low[v], index[w])
        if low[v] == index[v]:
            component = []
            while True:
                w = stack.pop()
                on_stack.remove(w)
                component.append(w)
                if w == v:
                    break
            result.append(component)

    for v in graph:
        if v not in index:
            strongconnect(v)
    return result


def knapsack(weights, values, capacity):
    @lru_cache(None)
    def best(i, remaining):
        if i == len(weights):
            return 0
        skip = best(i + 1, remaining)
        if weights[i] > remaining:
            return skip
        return max(skip, values[i] + best(i + 1, remaining - weights[i]))

    return best(0, capacity)


def knapsack_memo(weights, values, capacity, i=0, memo=None):
    if memo is None:
        memo = {}
    if i == len(weights) or capacity == 0:
        return 0
    if (i, capacity) in memo:
        return memo[(i, capacity)]
    result = knapsack_memo(weights, values, capacity, i + 1, memo)
    if weights[i] <= capacity:
        result = max(result, values[i] + knapsack_memo(
            weights, values, capacity - weights[i], i + 1, memo))
    memo[(i, capacity)] = result
    return result


def longest_common_subsequence(x: str, y: str):
    assert x is not None
    assert y is not None
    m = len(x)
    n = len(y)
    dp = [[0] * (n + 1) for _ in range(m + 1)]
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            match = 1 if x[i - 1] == y[j - 1] else 0
            dp[i][j] = max(dp[i - 1][j], dp[i][j - 1], dp[i - 1][j - 1] + match)
    seq = ""
    i, j = m, n
    while i > 0 and j > 0:
        match = 1 if x[i - 1] == y[j - 1] else 0
        if dp[i][j] == dp[i - 1][j - 1] + match:
            if match == 1:
                seq = x[i - 1] + seq
            i -= 1
            j -= 1
        elif dp[i][j] == dp[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return dp[m][n], seq


def coin_change(coins, amount):
    dp = [0] + [float("inf")] * amount
    for coin in coins:
        for x in range(coin, amount + 1):
            dp[x] = min(dp[x], dp[x - coin] + 1)
    return dp[amount] if dp[amount] != float("inf") else -1


def word_break(s, words):
    words = set(words)
    dp = [False] * (len(s) + 1)
    dp[0] = True
    for i in range(1, len(s) + 1):
        for j in range(i):
            if dp[j] and s[j:i] in words:
                dp[i] = True
                break
    return dp[-1]


def permutations_backtrack(nums):
    result = []

    def backtrack(start):
        if start == len(nums):
            result.append(nums[:])
            return
        for i in range(start, len(nums)):
            nums[start], nums[i] = nums[i], nums[start]
            backtrack(start + 1)
            nums[start], nums[i] = nums[i], nums[start]

    backtrack(0)
    return result


def subsets(nums):
    result = [[]]
    for num in nums:
        result += [current + [num] for current in result]
    return result


def combination_sum(candidates, target):
    def backtrack(remaining, combo, start):
        if remaining == 0:
            result.append(list(combo))
            return
        elif remaining < 0:
            return
        for i in range(start, len(candidates)):
            combo.append(candidates[i])
            backtrack(remaining - candidates[i], combo, i)
            combo.pop()

    result = []
    backtrack(target, [], 0)
    return result


def solve_sudoku(board):
    def valid(r, c, d):
        for i in range(9):
            if board[r][i] == d or board[i][c] == d:
                return False
        br, bc = 3 * (r // 3), 3 * (c // 3)
        return all(board[i][j] != d for i in range(br, br + 3) for j in range(bc, bc + 3))

    def solve():
        for r in range(9):
            for c in range(9):
                if board[r][c] == 0:
                    for d in range(1, 10):
                        if valid(r, c, d):
                            board[r][c] = d
                            if solve():
                                return True
                            board[r][c] = 0
                    return False
        return True

    return solve()


def n_queens(n):
    solutions = []
    cols, diag1, diag2 = set(), set(), set()

    def place(row, queens):
        if row == n:
            solutions.append(["." * q + "Q" + "." * (n - q - 1) for q in queens])
            return
        for col in range(n):
            if col in cols or row + col in diag1 or row - col in diag2:
                continue
            cols.add(col)
            diag1.add(row + col)
            diag2.add(row - col)
            place(row + 1, queens + [col])
            cols.remove(col)
            diag1.remove(row + col)
            diag2.remove(row - col)

    place(0, [])
    return solutions


def game_of_life(cells, generations):
    for _ in range(generations):
        counts = {}
        for x, y in cells:
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    if dx or dy:
                        p = (x + dx, y + dy)
                        counts[p] = counts.get(p, 0) + 1
        cells = {p for p, n in counts.items() if n == 3 or n == 2 and p in cells}
    return len(cells)


def spiral_order(matrix):
    result = []
    while matrix:
        result += matrix.pop(0)
        matrix = list(zip(*matrix))[::-1]
        matrix = [list(row) for row in matrix]
    return result


def rotate_matrix(matrix):
    return [list(row) for row in zip(*matrix[::-1])]


def rotate_in_place(matrix):
    n = len(matrix)
    for i in range(n):
        for j in range(i + 1, n):
            matrix[i][j], matrix[j][i] = matrix[j][i], matrix[i][j]
    for row in matrix:
        row.reverse()


def set_zeroes(matrix):
    rows = [i for i, row in enumerate(matrix) if 0 in row]
    cols = {j for row in matrix for j, v in enumerate(row) if v == 0}
    for i in rows:
        matrix[i][:] = [0] * len(matrix[i])
    for row in matrix:
        for j in cols:
            row[j] = 0
    return matrix


def knights_tour_moves(n, start, target):
    moves = [(1, 2), (2, 1), (2, -1), (1, -2), (-1, -2), (-2, -1), (-2, 1), (-1, 2)]
    seen = {start}
    queue = deque([(start, 0)])
    while queue:
        (x, y), steps = queue.popleft()
        if (x, y) == target:
            return steps
        for dx, dy in moves:
            nx, ny = x + dx, y + dy
            if 0 <= nx < n and 0 <= ny < n and (nx, ny) not in seen:
                seen.add((nx, ny))
                queue.append(((nx, ny), steps + 1))
    return -1


def a_star(grid, start, goal):
    def h(p):
        return abs(p[0] - goal[0]) + abs(p[1] - goal[1])

    open_set = [(h(start), 0, start, None)]
    came_from = {}
    best_g = {start: 0}
    while open_set:
        _, g, current, parent = heapq.heappop(open_set)
        if current in came_from:
            continue
        came_from[current] = parent
        if current == goal:
            path = []
            while current is not None:
                path.append(current)
                current = came_from[current]
            return path[::-1]
        x, y = current
        for nx, ny in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
            if not (0 <= nx < len(grid) and 0 <= ny < len(grid[0])):
                continue
            if grid[nx][ny]:
                continue
            ng = g + 1
            if ng < best_g.get((nx, ny), 10 ** 9):
                best_g[(nx, ny)] = ng
                heapq.heappush(open_set, (ng + h((nx, ny)), ng, (nx, ny), current))
    return None


def travelling_salesman(dist):
    n = len(dist)
    best, best_path = float("inf"), None
    for perm in permutations(range(1, n)):
        cost = dist[0][perm[0]] + dist[perm[-1]][0]
        cost += sum(dist[a][b] for a, b in zip(perm, perm[1:]))
        if cost < best:
            best, best_path = cost, (0,) + perm + (0,)
    return best, best_path


def held_karp(dist):
    n = len(dist)
    C = {}
    for k in range(1, n):
        C[(1 << k, k)] = (dist[0][k], 0)
    for size in range(2, n):
        for mask in range(1, 1 << n):
            if mask & 1 or bin(mask).count("1") != size:
                continue
            for k in range(1, n):
                if not mask & (1 << k):
                    continue
                prev = mask & ~(1 << k)
                C[(mask, k)] = min(
                    (C[(prev, m)][0] + dist[m][k], m)
                    for m in range(1, n) if prev & (1 << m)
                )
    full = (1 << n) - 2
    return min(C[(full, k)][0] + dist[k][0] for k in range(1, n))


def max_flow(capacity, s, t):
    n = len(capacity)
    flow = [[0] * n for _ in range(n)]
    total = 0
    while True:
        parent = [-1] * n
        parent[s] = s
        q = deque([s])
        while q and parent[t] == -1:
            u = q.popleft()
            for v in range(n):
                if parent[v] == -1 and capacity[u][v] - flow[u][v] > 0:
                    parent[v] = u
                    q.append(v)
        if parent[t] == -1:
            return total
        bottleneck, v = float("inf"), t
        while v != s:
            u = parent[v]
            bottleneck = min(bottleneck, capacity[u][v] - flow[u][v])
            v = u
        v = t
        while v != s:
            u = parent[v]
            flow[u][v] += bottleneck
            flow[v][u] -= bottleneck
            v = u
        total += bottleneck


def lis(nums):
    from bisect import bisect_left
    tails = []
    for x in nums:
        i = bisect_left(tails, x)
        tails[i:i + 1] = [x]
    return len(tails)


def hanoi(n, source="A", target="C", spare="B", moves=None):
    if moves is None:
        moves = []
    if n > 0:
        hanoi(n - 1, source, spare, target, moves)
        moves.append((source, target))
        hanoi(n - 1, spare, target, source, moves)
    return moves


def edit_memo(a, b):
    memo = {}

    def go(i, j):
        if i == 0 or j == 0:
            return i or j
        if (i, j) not in memo:
            memo[i, j] = min(
                go(i - 1, j) + 1, go(i, j - 1) + 1,
                go(i - 1, j - 1) + (a[i - 1] != b[j - 1]),
            )
        return memo[i, j]

    return go(len(a), len(b))


def grid_paths(grid):
    rows, cols = len(grid), len(grid[0])

    @cache
    def paths(r, c):
        if r >= rows or c >= cols or grid[r][c] == "#":
            return 0
        if (r, c) == (rows - 1, cols - 1):
            return 1
        return paths(r + 1, c) + paths(r, c + 1)

    return paths(0, 0)


GRAPH = {0: [1], 1: [2], 2: [0, 3], 3: [4], 4: []}
SUDOKU = [[int(c) for c in row] for row in (
    "530070000", "600195000", "098000060", "800060003", "400803001",
    "700020006", "060000280", "000419005", "000080079")]

CALLS = {
    "bfs_shortest_path": [({"A": ["B", "C"], "B": ["D"], "C": ["D"], "D": []}, "A", "D"),
                          ({"A": []}, "A", "A"), ({"A": []}, "A", "B")],
    "dijkstra": [({"a": {"b": 7, "c": 3}, "b": {"d": 2}, "c": {"b": 1}, "d": {}}, "a")],
    "topological_sort": [(4, [(0, 1), (1, 2), (0, 3), (3, 2)])],
    "num_islands": [([list("110"), list("010"), list("001")],), ([],)],
    "flood_fill": [([[1, 1, 1], [1, 1, 0], [1, 0, 1]], 1, 1, 2)],
    "union_find_components": [(6, [(0, 1), (2, 3), (1, 3), (0, 3)])],
    "kruskal": [(4, [(0, 1, 10), (0, 2, 6), (0, 3, 5), (1, 3, 15), (2, 3, 4)])],
    "floyd_warshall": [([[0, 3, 1e9], [1e9, 0, 2.5], [1.0, 1e9, 0]],),
                       ([[0.0, 3.0], [2.0, 0.0]],)],
    "bellman_ford": [([(0, 1, 4), (0, 2, 5), (1, 2, -3)], 3, 0)],
    "tarjan_scc": [(GRAPH,)],
    "knapsack": [([1, 3, 4, 5], [1, 4, 5, 7], 7)],
    "knapsack_memo": [([1, 3, 4, 5], [1, 4, 5, 7], 7)],
    "longest_common_subsequence": [("programming", "gaming"), ("", "a")],
    "coin_change": [([1, 2, 5], 11), ([2], 3)],
    "word_break": [("leetcode", ["leet", "code"]), ("cats", ["cat"])],
    "permutations_backtrack": [([1, 2, 3],)],
    "subsets": [([1, 2, 3],)],
    "combination_sum": [([2, 3, 6, 7], 7)],
    "solve_sudoku": [(SUDOKU,)],
    "n_queens": [(5,)],
    "game_of_life": [({(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}, 4)],
    "spiral_order": [([[1, 2, 3], [4, 5, 6], [7, 8, 9]],)],
    "rotate_matrix": [([[1, 2], [3, 4], [5, 6]],)],
    "rotate_in_place": [([[1, 2], [3, 4]],)],
    "set_zeroes": [([[1, 0, 1], [1, 1, 1]],)],
    "knights_tour_moves": [(8, (0, 0), (7, 7))],
    "a_star": [([[0, 0, 0], [1, 1, 0], [0, 0, 0]], (0, 0), (2, 0)),
               ([[0, 1], [1, 0]], (0, 0), (1, 1))],
    "travelling_salesman": [([[0, 10, 15, 20], [10, 0, 35, 25], [15, 35, 0, 30], [20, 25, 30, 0]],)],
    "held_karp": [([[0, 10, 15, 20], [10, 0, 35, 25], [15, 35, 0, 30], [20, 25, 30, 0]],)],
    "max_flow": [([[0, 3, 2, 0], [0, 0, 1, 2], [0, 0, 0, 4], [0, 0, 0, 0]], 0, 3)],
    "lis": [([10, 9, 2, 5, 3, 7, 101, 18],)],
    "hanoi": [(3,)],
    "edit_memo": [("kitten", "sitting")],
    "grid_paths": [(["...", ".#.", "..."],)],
}
EITHER = {
    "topological_sort": [(2, [(0, 1), (1, 0)])],
    "bellman_ford": [([(0, 1, -4), (1, 0, -5)], 2, 0)],
}
FALLS_BACK = {}
