"""Advent of Code, Rosetta Code and geometry, with the classes people use."""

import cmath
import heapq
import math
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from functools import total_ordering
from typing import List, NamedTuple, Optional


@dataclass(frozen=True)
class Pos:
    row: int
    col: int

    def neighbours(self):
        return [Pos(self.row + 1, self.col), Pos(self.row - 1, self.col),
                Pos(self.row, self.col + 1), Pos(self.row, self.col - 1)]


def maze_steps(lines):
    walls, start, end = set(), None, None
    for r, line in enumerate(lines):
        for c, ch in enumerate(line):
            if ch == "#":
                walls.add(Pos(r, c))
            elif ch == "S":
                start = Pos(r, c)
            elif ch == "E":
                end = Pos(r, c)
    seen = {start: 0}
    queue = deque([start])
    while queue:
        pos = queue.popleft()
        if pos == end:
            return seen[pos]
        for n in pos.neighbours():
            if n not in walls and n not in seen:
                if 0 <= n.row < len(lines) and 0 <= n.col < len(lines[0]):
                    seen[n] = seen[pos] + 1
                    queue.append(n)
    return None


@dataclass(order=True)
class Job:
    priority: int
    name: str = field(compare=False)
    cost: int = field(default=1, compare=False)


def run_jobs(specs):
    heap = []
    for priority, name in specs:
        heapq.heappush(heap, Job(priority, name, len(name)))
    order, spent = [], 0
    while heap:
        job = heapq.heappop(heap)
        order.append(job.name)
        spent += job.cost
    return order, spent


@total_ordering
class Card:
    RANKS = "23456789TJQKA"

    def __init__(self, text):
        self.rank = Card.RANKS.index(text[0])
        self.suit = text[1]

    def __eq__(self, other):
        return self.rank == other.rank

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"{self.RANKS[self.rank]}{self.suit}"


def rank_hand(texts):
    hand = [Card(t) for t in texts]
    hand.sort(reverse=True)
    counts = Counter(c.rank for c in hand)
    groups = sorted(counts.items(), key=lambda kv: (-kv[1], -kv[0]))
    flush = len({c.suit for c in hand}) == 1
    straight = (len(groups) == len(hand)
                and hand[0].rank - hand[-1].rank == len(hand) - 1)
    if straight and flush:
        name = "straight flush"
    elif groups[0][1] == 4:
        name = "four"
    elif groups[0][1] == 3 and groups[1][1] == 2:
        name = "full house"
    elif flush:
        name = "flush"
    elif straight:
        name = "straight"
    else:
        name = "high card"
    return name, [c.rank for c in hand], max(hand).suit


class Node:
    def __init__(self, symbol, weight, left=None, right=None):
        self.symbol = symbol
        self.weight = weight
        self.left = left
        self.right = right

    def __lt__(self, other):
        return self.weight < other.weight


def huffman(text):
    heap = [Node(ch, n) for ch, n in Counter(text).items()]
    heapq.heapify(heap)
    while len(heap) > 1:
        a = heapq.heappop(heap)
        b = heapq.heappop(heap)
        heapq.heappush(heap, Node(None, a.weight + b.weight, a, b))
    codes = {}

    def walk(node, prefix):
        if node.symbol is not None:
            codes[node.symbol] = prefix or "0"
            return
        walk(node.left, prefix + "0")
        walk(node.right, prefix + "1")

    walk(heap[0], "")
    return sorted(codes.items()), sum(len(codes[ch]) for ch in text)


class PriorityQueue:
    def __init__(self):
        self.elements: List[tuple] = []

    def empty(self) -> bool:
        return not self.elements

    def put(self, item, priority):
        heapq.heappush(self.elements, (priority, item))

    def get(self):
        return heapq.heappop(self.elements)[1]


class WeightedGraph:
    def __init__(self):
        self.edges = defaultdict(list)

    def add_edge(self, a, b, weight=1):
        self.edges[a].append((b, weight))
        self.edges[b].append((a, weight))

    def neighbours(self, node):
        return self.edges[node]


def cheapest_route(roads, start, goal):
    graph = WeightedGraph()
    for a, b, w in roads:
        graph.add_edge(a, b, w)
    frontier = PriorityQueue()
    frontier.put(start, 0)
    came_from: dict = {start: None}
    cost_so_far = {start: 0}
    while not frontier.empty():
        current = frontier.get()
        if current == goal:
            break
        for nxt, weight in graph.neighbours(current):
            new_cost = cost_so_far[current] + weight
            if nxt not in cost_so_far or new_cost < cost_so_far[nxt]:
                cost_so_far[nxt] = new_cost
                frontier.put(nxt, new_cost)
                came_from[nxt] = current
    path, node = [], goal
    while node is not None:
        path.append(node)
        node = came_from[node]
    return path[::-1], cost_so_far[goal]


def convex_hull(points):
    points = sorted(set(points))
    if len(points) <= 1:
        return points

    def cross(o, a, b):
        return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])

    lower = []
    for p in points:
        while len(lower) >= 2 and cross(lower[-2], lower[-1], p) <= 0:
            lower.pop()
        lower.append(p)
    upper = []
    for p in reversed(points):
        while len(upper) >= 2 and cross(upper[-2], upper[-1], p) <= 0:
            upper.pop()
        upper.append(p)
    return lower[:-1] + upper[:-1]


class Point(NamedTuple):
    x: float
    y: float


def polygon_facts(corners):
    points = [Point(x, y) for x, y in corners]
    area = perimeter = 0.0
    for p, q in zip(points, points[1:] + points[:1]):
        area += p.x * q.y - q.x * p.y
        perimeter += math.dist(p, q)
    return abs(area) / 2, perimeter


def roots_of_unity(n):
    out = []
    for k in range(n):
        z = cmath.exp(2j * cmath.pi * k / n)
        out.append((round(z.real, 6), round(z.imag, 6)))
    z = cmath.sqrt(-2.0)
    return out, abs(z), cmath.phase(z)


def tree_depths(lines):
    children = {}
    parents = {}
    for line in lines:
        a, b = line.split(")")
        children.setdefault(a, []).append(b)
        parents[b] = a

    def total(node, depth):
        return depth + sum(total(c, depth + 1) for c in children.get(node, []))

    def chain(node):
        path = []
        while node in parents:
            node = parents[node]
            path.append(node)
        return path

    a, b = chain("YOU"), chain("SAN")
    while a and b and a[-1] == b[-1]:
        a.pop()
        b.pop()
    return total("COM", 0), len(a) + len(b)


def snailfish_magnitude(text):
    stack = []
    for ch in text:
        if ch.isdigit():
            stack.append(int(ch))
        elif ch == "]":
            right = stack.pop()
            left = stack.pop()
            stack.append(3 * left + 2 * right)
    return stack[0]


def crates(drawing, moves):
    stacks = [list(column) for column in drawing]
    for count, source, target in moves:
        for _ in range(count):
            stacks[target - 1].append(stacks[source - 1].pop())
    return "".join(stack[-1] for stack in stacks)


class File:
    def __init__(self, name: str, size: int):
        self.name = name
        self.size = size


class Directory:
    def __init__(self, name: str, parent: Optional["Directory"] = None):
        self.name = name
        self.parent = parent
        self.files: List[File] = []
        self.directories: List["Directory"] = []

    def size(self) -> int:
        return (sum(f.size for f in self.files)
                + sum(d.size() for d in self.directories))

    def find(self, name: str) -> Optional["Directory"]:
        for d in self.directories:
            if d.name == name:
                return d
        return None


def small_directories(log, limit):
    root = Directory("/")
    here = root
    everything = [root]
    for line in log:
        parts = line.split()
        if parts[0] == "$":
            if parts[1] == "cd":
                if parts[2] == "/":
                    here = root
                elif parts[2] == "..":
                    if here.parent is not None:
                        here = here.parent
                else:
                    here = here.find(parts[2]) or here
        elif parts[0] == "dir":
            d = Directory(parts[1], here)
            here.directories.append(d)
            everything.append(d)
        else:
            here.files.append(File(parts[1], int(parts[0])))
    sizes = [d.size() for d in everything]
    return sum(s for s in sizes if s <= limit), max(sizes)


CALLS = {
    "maze_steps": [(["S..#", ".#..", "...E"],), (["S#E"],)],
    "run_jobs": [([(3, "c"), (1, "aa"), (2, "bbb"), (1, "d")],)],
    "rank_hand": [(["TH", "JH", "QH", "KH", "AH"],),
                  (["2H", "2D", "2S", "KH", "KD"],)],
    "huffman": [("abracadabra",), ("a",)],
    "cheapest_route": [([("a", "b", 7), ("a", "c", 2), ("c", "b", 3),
                         ("b", "d", 1)], "a", "d")],
    "convex_hull": [([(0, 0), (2, 0), (1, 1), (2, 2), (0, 2), (0, 0)],)],
    "polygon_facts": [([(0.0, 0.0), (4.0, 0.0), (4.0, 3.0)],)],
    "roots_of_unity": [(4,)],
    "tree_depths": [(["COM)B", "B)C", "C)D", "D)E", "E)J", "J)K", "K)YOU",
                      "D)I", "I)SAN"],)],
    "snailfish_magnitude": [("[[1,2],[[3,4],5]]",)],
    "crates": [(["ZN", "MCD", "P"], [(1, 2, 1), (3, 1, 3), (1, 2, 1)])],
    "small_directories": [(["$ cd /", "dir a", "14 b.txt", "$ cd a", "dir e",
                            "29 f", "$ cd e", "84 i", "$ cd ..", "$ cd .."],
                           100)],
}
EITHER = {}
FALLS_BACK = {}
