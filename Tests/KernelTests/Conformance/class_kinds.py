"""Classes of classes: abstract ones, generic ones, inner ones, setters."""
from abc import ABC, ABCMeta, abstractmethod
import abc
import typing
from typing import Generic, List, Optional, TypeVar
import math

T = TypeVar("T")


class Shape(ABC):
    def __init__(self, name):
        self.name = name

    @abstractmethod
    def area(self):
        ...

    @property
    @abstractmethod
    def sides(self):
        pass

    def describe(self):
        return f"{self.name}: {self.area():.2f}"


class Circle(Shape):
    def __init__(self, r):
        super().__init__("circle")
        self.r = r

    def area(self):
        return math.pi * self.r ** 2

    @property
    def sides(self):
        return 0


class Square(Shape):
    def __init__(self, a):
        super().__init__("square")
        self.a = a

    def area(self):
        return self.a * self.a

    @property
    def sides(self):
        return 4


class Animal(metaclass=ABCMeta):
    @abc.abstractmethod
    def legs(self):
        raise NotImplementedError


class Dog(Animal):
    def legs(self):
        return 4


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def pop(self) -> T:
        return self.items.pop()

    def __len__(self):
        return len(self.items)


class LinkedList:
    class _Node:
        def __init__(self, data, next=None):
            self.data = data
            self.next = next

    def __init__(self, items=()):
        self.head = None
        self._len = 0
        for x in items:
            self.push(x)

    def push(self, data):
        self.head = self._Node(data, self.head)
        self._len += 1

    def reverse(self):
        prev = None
        cur = self.head
        while cur:
            cur.next, prev, cur = prev, cur, cur.next
        self.head = prev

    def __iter__(self):
        node = self.head
        while node:
            yield node.data
            node = node.next

    def __len__(self):
        return self._len


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.changes = 0

    @property
    def balance(self):
        return self._balance

    @balance.setter
    def balance(self, value):
        if value < 0:
            raise ValueError("negative")
        self._balance = value


class Celsius:
    def __init__(self, t=0.0):
        self._t = t

    @property
    def fahrenheit(self):
        return self._t * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, f):
        self._t = (f - 32) * 5 / 9


def shapes(n):
    all = []
    for i in range(n):
        all.append(Circle(i * 0.5) if i % 2 else Square(i * 1.5))
    total = 0.0
    for s in all:
        total += s.area() * s.sides
    return total, [s.describe() for s in all]


def abstract_made(n):
    return Shape("x").name if n else 1


def legs(n):
    return sum(Dog().legs() for _ in range(n))


def stacked(n):
    s = Stack()
    for i in range(n):
        s.push(i * i)
    total = 0
    while len(s) > 2:
        total += s.pop()
    return total


def linked(n):
    l = LinkedList()
    for i in range(n):
        l.push(i * i)
    l.reverse()
    total = 0
    for v in l:
        total += v
    return total, len(l), list(l)[:5], l.head.data


def given_list(l, n):
    for i in range(n):
        l.push(i)
    return sum(l)


def account(steps):
    a = Account(100)
    failed = 0
    for s in steps:
        try:
            a.balance += s
        except ValueError:
            failed += 1
    return a.balance, failed


def given_account(a, n):
    for i in range(n):
        a.balance = a.balance + i
    return a.balance


def temperature(n):
    c = Celsius()
    for i in range(n):
        c.fahrenheit = c.fahrenheit + 1.5
    return c._t


CALLS = {
    "shapes": [(5,)],
    "legs": [(3,)],
    "stacked": [(10,)],
    "linked": [(10,)],
    "given_list": [lambda: (LinkedList([1, 2]), 4)],
    "account": [([5, -200, 7],)],
    "given_account": [lambda: (Account(7), 4)],
    "temperature": [(5,)],
}
EITHER = {"abstract_made": [(0,), (1,)]}
FALLS_BACK = {}
