"""Solutions of programming puzzles, as people hand them in."""

import heapq
from collections import Counter, defaultdict, deque
from functools import lru_cache


class ListNode:
    def __init__(self, val=0, next=None):
        self.val = val
        self.next = next

    def __lt__(self, other):
        return self.val < other.val


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


class Solution:
    def lengthOfLIS(self, nums):
        dp = [1] * len(nums)
        for i in range(1, len(nums)):
            for j in range(i):
                if nums[i] > nums[j]:
                    dp[i] = max(dp[i], dp[j] + 1)
        return max(dp)

    def exist(self, board, word):
        rows, cols = len(board), len(board[0])
        path = set()

        def dfs(r, c, i):
            if i == len(word):
                return True
            if (min(r, c) < 0 or r >= rows or c >= cols
                    or word[i] != board[r][c] or (r, c) in path):
                return False
            path.add((r, c))
            res = (dfs(r + 1, c, i + 1) or dfs(r - 1, c, i + 1)
                   or dfs(r, c + 1, i + 1) or dfs(r, c - 1, i + 1))
            path.remove((r, c))
            return res

        for r in range(rows):
            for c in range(cols):
                if dfs(r, c, 0):
                    return True
        return False

    def topKFrequent(self, words, k):
        count = {}
        for word in words:
            count[word] = count.get(word, 0) + 1
        ordered = sorted(count.items(), key=lambda kv: (-kv[1], kv[0]))
        return [word for word, _ in ordered[:k]]

    def alienOrder(self, words):
        adj = {c: set() for w in words for c in w}
        for i in range(len(words) - 1):
            w1, w2 = words[i], words[i + 1]
            minLen = min(len(w1), len(w2))
            if len(w1) > len(w2) and w1[:minLen] == w2[:minLen]:
                return ""
            for j in range(minLen):
                if w1[j] != w2[j]:
                    adj[w1[j]].add(w2[j])
                    break
        visited = {}
        res = []

        def dfs(c):
            if c in visited:
                return visited[c]
            visited[c] = True
            for n in sorted(adj[c]):
                if dfs(n):
                    return True
            visited[c] = False
            res.append(c)
            return False

        for c in sorted(adj):
            if dfs(c):
                return ""
        res.reverse()
        return "".join(res)

    def maxCoins(self, nums):
        nums = [1] + nums + [1]

        @lru_cache(None)
        def dp(left, right):
            if left + 1 == right:
                return 0
            best = 0
            for k in range(left + 1, right):
                coins = nums[left] * nums[k] * nums[right]
                best = max(best, dp(left, k) + coins + dp(k, right))
            return best

        return dp(0, len(nums) - 1)

    def calculate(self, s):
        stack = []
        num = 0
        sign = "+"
        for i, c in enumerate(s):
            if c.isdigit():
                num = num * 10 + int(c)
            if c in "+-*/" or i == len(s) - 1:
                if sign == "+":
                    stack.append(num)
                elif sign == "-":
                    stack.append(-num)
                elif sign == "*":
                    stack.append(stack.pop() * num)
                else:
                    stack.append(int(stack.pop() / num))
                sign = c
                num = 0
        return sum(stack)

    def ladderLength(self, beginWord, endWord, wordList):
        words = set(wordList)
        if endWord not in words:
            return 0
        nei = defaultdict(list)
        wordList.append(beginWord)
        for word in wordList:
            for j in range(len(word)):
                pattern = word[:j] + "*" + word[j + 1:]
                nei[pattern].append(word)
        visit = set([beginWord])
        q = deque([beginWord])
        res = 1
        while q:
            for i in range(len(q)):
                word = q.popleft()
                if word == endWord:
                    return res
                for j in range(len(word)):
                    pattern = word[:j] + "*" + word[j + 1:]
                    for neiWord in nei[pattern]:
                        if neiWord not in visit:
                            visit.add(neiWord)
                            q.append(neiWord)
            res += 1
        return 0

    def leastInterval(self, tasks, n):
        count = Counter(tasks)
        maxHeap = [-cnt for cnt in count.values()]
        heapq.heapify(maxHeap)
        time = 0
        q = deque()
        while maxHeap or q:
            time += 1
            if not maxHeap:
                time = q[0][1]
            else:
                cnt = 1 + heapq.heappop(maxHeap)
                if cnt:
                    q.append([cnt, time + n])
            if q and q[0][1] == time:
                heapq.heappush(maxHeap, q.popleft()[0])
        return time

    def minPathSum(self, grid):
        for i in range(len(grid)):
            for j in range(len(grid[0])):
                if i == 0 and j == 0:
                    continue
                elif i == 0:
                    grid[i][j] += grid[i][j - 1]
                elif j == 0:
                    grid[i][j] += grid[i - 1][j]
                else:
                    grid[i][j] += min(grid[i - 1][j], grid[i][j - 1])
        return grid[-1][-1]


class LRUCache:
    def __init__(self, capacity: int):
        self.capacity = capacity
        self.cache = {}
        self.order = deque()

    def get(self, key: int) -> int:
        if key not in self.cache:
            return -1
        self.order.remove(key)
        self.order.append(key)
        return self.cache[key]

    def put(self, key: int, value: int) -> None:
        if key in self.cache:
            self.order.remove(key)
        elif len(self.cache) >= self.capacity:
            oldest = self.order.popleft()
            del self.cache[oldest]
        self.cache[key] = value
        self.order.append(key)


class TrieNode:
    def __init__(self):
        self.children = {}
        self.isEnd = False


class Trie:
    def __init__(self):
        self.root = TrieNode()

    def insert(self, word):
        node = self.root
        for ch in word:
            if ch not in node.children:
                node.children[ch] = TrieNode()
            node = node.children[ch]
        node.isEnd = True

    def search(self, word):
        node = self.root
        for ch in word:
            if ch not in node.children:
                return False
            node = node.children[ch]
        return node.isEnd

    def startsWith(self, prefix):
        node = self.root
        for ch in prefix:
            if ch not in node.children:
                return False
            node = node.children[ch]
        return True


def lis_length(nums):
    return Solution().lengthOfLIS(nums)


def word_search(board, word):
    return Solution().exist(board, word)


def top_words(words, k):
    return Solution().topKFrequent(words, k)


def alien_order(words):
    return Solution().alienOrder(words)


def burst_balloons(nums):
    s = Solution()
    return s.maxCoins(nums)


def basic_calculator(text):
    return Solution().calculate(text)


def word_ladder(begin, end, words):
    return Solution().ladderLength(begin, end, words)


def task_scheduler(tasks, n):
    return Solution().leastInterval(tasks, n)


def min_path_sum(grid):
    return Solution().minPathSum(grid)


def lru_hits(capacity, requests):
    cache = LRUCache(capacity)
    hits = 0
    for key in requests:
        if cache.get(key) == -1:
            cache.put(key, key * 2)
        else:
            hits += 1
    return hits


def trie_queries(words, queries):
    trie = Trie()
    for w in words:
        trie.insert(w)
    return [(trie.search(q), trie.startsWith(q)) for q in queries]


def merge_k_lists(lists):
    heap = []
    for values in lists:
        head = tail = ListNode()
        for v in values:
            tail.next = ListNode(v)
            tail = tail.next
        if head.next:
            heapq.heappush(heap, head.next)
    out = []
    while heap:
        node = heapq.heappop(heap)
        out.append(node.val)
        if node.next is not None:
            heapq.heappush(heap, node.next)
    return out


def reverse_list(values):
    head = None
    for v in reversed(values):
        head = ListNode(v, head)
    prev, curr = None, head
    while curr:
        nxt = curr.next
        curr.next = prev
        prev = curr
        curr = nxt
    out = []
    while prev:
        out.append(prev.val)
        prev = prev.next
    return out


def tree_views(values):
    def insert(root, val):
        if root is None:
            return TreeNode(val)
        if val < root.val:
            root.left = insert(root.left, val)
        else:
            root.right = insert(root.right, val)
        return root

    root = None
    for v in values:
        root = insert(root, v)
    order, levels = [], []

    def inorder(node):
        if not node:
            return
        inorder(node.left)
        order.append(node.val)
        inorder(node.right)

    inorder(root)
    queue = deque([root] if root else [])
    while queue:
        level = []
        for _ in range(len(queue)):
            node = queue.popleft()
            level.append(node.val)
            if node.left:
                queue.append(node.left)
            if node.right:
                queue.append(node.right)
        levels.append(level)
    return order, levels


CALLS = {
    "lis_length": [([10, 9, 2, 5, 3, 7, 101, 18],)],
    "word_search": [
        ([["A", "B", "C", "E"], ["S", "F", "C", "S"], ["A", "D", "E", "E"]],
         "ABCCED"), ([["A"]], "B")],
    "top_words": [(["i", "love", "code", "i", "love", "tea"], 2)],
    "alien_order": [(["wrt", "wrf", "er", "ett", "rftt"],), (["z", "x", "z"],)],
    "burst_balloons": [([3, 1, 5, 8],)],
    "basic_calculator": [("3+2*2",), ("14-3/2",)],
    "word_ladder": [
        ("hit", "cog", ["hot", "dot", "dog", "lot", "log", "cog"]),
        ("hit", "cog", ["hot"])],
    "task_scheduler": [(["A", "A", "A", "B", "B", "B"], 2)],
    "min_path_sum": [([[1, 3, 1], [1, 5, 1], [4, 2, 1]],)],
    "lru_hits": [(2, [1, 2, 1, 3, 2, 1, 1])],
    "trie_queries": [(["apple", "app"], ["app", "ap", "b"])],
    "merge_k_lists": [([[1, 4, 5], [1, 3, 4], [2, 6]],), ([[], []],)],
    "reverse_list": [([1, 2, 3],), ([],)],
    "tree_views": [([5, 3, 8, 1, 4],), ([],)],
}
EITHER = {}
FALLS_BACK = {}
