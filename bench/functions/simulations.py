"""Small worlds made of classes: machines, shops, games, creatures."""

import math
import random
from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import Enum


class Direction(Enum):
    UP = 1
    DOWN = 2
    IDLE = 3




class InsufficientFunds(Exception):
    pass


class Account:
    interest_rate = 0.02
    opened = 0

    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self.balance = balance
        self.history = []
        Account.opened += 1

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(f"{self.owner} has only {self.balance}")
        self.balance -= amount
        self.history.append(("withdraw", amount))

    def add_interest(self):
        self.balance *= 1 + self.interest_rate


class SavingsAccount(Account):
    interest_rate = 0.05

    def __init__(self, owner, balance=0.0, limit=3):
        super().__init__(owner, balance)
        self.limit = limit
        self.withdrawals = 0

    def withdraw(self, amount):
        if self.withdrawals >= self.limit:
            return
        super().withdraw(amount)
        self.withdrawals += 1


class Bank:
    def __init__(self):
        self.accounts = {}

    def open(self, account):
        self.accounts[account.owner] = account

    def transfer(self, source, target, amount):
        try:
            self.accounts[source].withdraw(amount)
        except InsufficientFunds:
            return False
        self.accounts[target].deposit(amount)
        return True

    def total(self):
        return sum(a.balance for a in self.accounts.values())


def run_bank(transfers):
    bank = Bank()
    bank.open(Account("ann", 100.0))
    bank.open(SavingsAccount("bob", 50.0))
    done = 0
    for source, target, amount in transfers:
        if bank.transfer(source, target, amount):
            done += 1
    for account in bank.accounts.values():
        account.add_interest()
    return done, round(bank.total(), 2)


class Elevator:
    def __init__(self, floors):
        self.floors = floors
        self.current = 0
        self.direction = Direction.IDLE
        self.requests = set()
        self.log = []

    def call(self, floor):
        if 0 <= floor < self.floors:
            self.requests.add(floor)

    def step(self):
        if not self.requests:
            self.direction = Direction.IDLE
            return
        if self.direction == Direction.IDLE:
            nearest = min(self.requests, key=lambda f: (abs(f - self.current), f))
            if nearest >= self.current:
                self.direction = Direction.UP
            else:
                self.direction = Direction.DOWN
        if self.current in self.requests:
            self.requests.discard(self.current)
            self.log.append(self.current)
            return
        if self.direction is Direction.UP:
            if any(f > self.current for f in self.requests):
                self.current += 1
            else:
                self.direction = Direction.DOWN
        elif self.direction is Direction.DOWN:
            if any(f < self.current for f in self.requests):
                self.current -= 1
            else:
                self.direction = Direction.UP


def ride(floors, calls, steps):
    lift = Elevator(floors)
    for t in range(steps):
        for when, floor in calls:
            if when == t:
                lift.call(floor)
        lift.step()
    return lift.log, lift.current


@dataclass
class Item:
    name: str
    price: float
    quantity: int = 0

    @property
    def value(self):
        return self.price * self.quantity


@dataclass
class Inventory:
    items: dict = field(default_factory=dict)
    log: list = field(default_factory=list)

    def add(self, name, price, quantity):
        item = self.items.get(name)
        if item is None:
            item = Item(name, price)
            self.items[name] = item
        item.quantity += quantity
        self.log.append(f"+{quantity} {name}")

    def remove(self, name, quantity):
        item = self.items.get(name)
        if item is None or item.quantity < quantity:
            return False
        item.quantity -= quantity
        if item.quantity == 0:
            del self.items[name]
        return True

    def __contains__(self, name):
        return name in self.items

    def __len__(self):
        return len(self.items)


def stock_take(deliveries, orders):
    inventory = Inventory()
    for name, price, quantity in deliveries:
        inventory.add(name, price, quantity)
    refused = [name for name, quantity in orders
               if not inventory.remove(name, quantity)]
    total = sum(item.value for item in inventory.items.values())
    return refused, total, len(inventory), "nail" in inventory, inventory.log


class Shape:
    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"{self.name()}: {self.area():.2f}"

    def name(self):
        return "shape"


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return math.pi * self.r ** 2

    def name(self):
        return "circle"


class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h

    def name(self):
        return "rect"


class Square(Rect):
    def __init__(self, side):
        super().__init__(side, side)

    def name(self):
        return "square of " + super().name()


def describe_shapes(sizes):
    shapes = []
    for i, size in enumerate(sizes):
        if i % 3 == 0:
            shapes.append(Circle(size))
        elif i % 3 == 1:
            shapes.append(Rect(size, 2.0))
        else:
            shapes.append(Square(size))
    shapes.sort(key=lambda s: s.area())
    return [s.describe() for s in shapes]


class Customer:
    def __init__(self, arrival, service):
        self.arrival = arrival
        self.service = service
        self.waited = None


class Counter:
    served = 0

    def __init__(self):
        self.queue = deque()
        self.busy_until = 0

    def join(self, customer):
        self.queue.append(customer)

    def tick(self, now):
        if self.queue and now >= self.busy_until:
            customer = self.queue.popleft()
            customer.waited = now - customer.arrival
            self.busy_until = now + customer.service
            Counter.served += 1
            return customer
        return None


def bank_queue(n, minutes, seed):
    rng = random.Random(seed)
    counters = [Counter() for _ in range(n)]
    finished = []
    for now in range(minutes):
        if rng.random() < 0.6:
            shortest = min(counters, key=lambda c: len(c.queue))
            shortest.join(Customer(now, rng.randint(1, 5)))
        for counter in counters:
            done = counter.tick(now)
            if done is not None:
                finished.append(done)
    waits = [c.waited for c in finished]
    return len(finished), sum(waits) / len(waits) if waits else 0.0


VARIABLES = ["Account.opened", "Counter.served"]
CALLS = {
    "run_bank": [([("ann", "bob", 30.0), ("bob", "ann", 500.0),
                   ("bob", "ann", 5.0)],)],
    "ride": [(10, [(0, 3), (1, 7), (4, 1)], 40)],
    "stock_take": [([("nail", 0.1, 100), ("bolt", 0.5, 20), ("nail", 0.1, 5)],
                    [("nail", 50), ("bolt", 20), ("gear", 1)])],
    "describe_shapes": [([2.0, 1.5, 3.0, 0.5],)],
    "bank_queue": [(2, 60, 7)],
}
EITHER = {
    "run_bank": [([("zed", "bob", 1.0)],)],
}
FALLS_BACK = {}
