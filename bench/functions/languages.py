"""Tokenisers, parsers and small interpreters."""

from collections import namedtuple
from dataclasses import dataclass
from enum import Enum, auto

Token = namedtuple("Token", "kind value")


class TokenType(Enum):
    NUM = auto()
    PLUS = auto()
    MINUS = auto()
    MUL = auto()
    DIV = auto()
    LPAREN = auto()
    RPAREN = auto()
    EOF = auto()


class Tok:
    def __init__(self, type, value=None):
        self.type = type
        self.value = value


class Lexer:
    def __init__(self, text):
        self.text = text
        self.pos = 0
        self.current_char = self.text[self.pos] if text else None

    def advance(self):
        self.pos += 1
        if self.pos > len(self.text) - 1:
            self.current_char = None
        else:
            self.current_char = self.text[self.pos]

    def integer(self):
        result = ""
        while self.current_char is not None and self.current_char.isdigit():
            result += self.current_char
            self.advance()
        return int(result)

    def get_next_token(self):
        while self.current_char is not None:
            if self.current_char.isspace():
                self.advance()
                continue
            if self.current_char.isdigit():
                return Tok(TokenType.NUM, self.integer())
            if self.current_char == "+":
                self.advance()
                return Tok(TokenType.PLUS)
            if self.current_char == "-":
                self.advance()
                return Tok(TokenType.MINUS)
            if self.current_char == "*":
                self.advance()
                return Tok(TokenType.MUL)
            if self.current_char == "/":
                self.advance()
                return Tok(TokenType.DIV)
            if self.current_char == "(":
                self.advance()
                return Tok(TokenType.LPAREN)
            if self.current_char == ")":
                self.advance()
                return Tok(TokenType.RPAREN)
            raise SyntaxError("invalid character")
        return Tok(TokenType.EOF)


class Interpreter:
    def __init__(self, lexer):
        self.lexer = lexer
        self.current_token = self.lexer.get_next_token()

    def eat(self, token_type):
        if self.current_token.type == token_type:
            self.current_token = self.lexer.get_next_token()
        else:
            raise SyntaxError("invalid syntax")

    def factor(self):
        token = self.current_token
        if token.type == TokenType.NUM:
            self.eat(TokenType.NUM)
            return token.value
        if token.type == TokenType.MINUS:
            self.eat(TokenType.MINUS)
            return -self.factor()
        self.eat(TokenType.LPAREN)
        result = self.expr()
        self.eat(TokenType.RPAREN)
        return result

    def term(self):
        result = self.factor()
        while self.current_token.type in (TokenType.MUL, TokenType.DIV):
            token = self.current_token
            if token.type == TokenType.MUL:
                self.eat(TokenType.MUL)
                result = result * self.factor()
            elif token.type == TokenType.DIV:
                self.eat(TokenType.DIV)
                result = result // self.factor()
        return result

    def expr(self):
        result = self.term()
        while self.current_token.type in (TokenType.PLUS, TokenType.MINUS):
            token = self.current_token
            if token.type == TokenType.PLUS:
                self.eat(TokenType.PLUS)
                result = result + self.term()
            elif token.type == TokenType.MINUS:
                self.eat(TokenType.MINUS)
                result = result - self.term()
        return result


def evaluate(text):
    return Interpreter(Lexer(text)).expr()


def tokenize_words(code):
    keywords = {"if", "then", "endif", "for", "next"}
    tokens = []
    i, n = 0, len(code)
    while i < n:
        c = code[i]
        if c.isspace():
            i += 1
        elif c.isalpha() or c == "_":
            j = i
            while j < n and (code[j].isalnum() or code[j] == "_"):
                j += 1
            word = code[i:j]
            tokens.append(Token("KW" if word in keywords else "ID", word))
            i = j
        elif c.isdigit():
            j = i
            while j < n and (code[j].isdigit() or code[j] == "."):
                j += 1
            tokens.append(Token("NUM", code[i:j]))
            i = j
        elif code.startswith(":=", i):
            tokens.append(Token("ASSIGN", ":="))
            i += 2
        else:
            tokens.append(Token("OP", c))
            i += 1
    return tokens


def parse_json_numbers(text):
    pos = 0

    def skip():
        nonlocal pos
        while pos < len(text) and text[pos] in " \n\t":
            pos += 1

    def value():
        nonlocal pos
        skip()
        if text[pos] == "[":
            pos += 1
            total = 0
            skip()
            if text[pos] == "]":
                pos += 1
                return total
            while True:
                total += value()
                skip()
                if text[pos] == ",":
                    pos += 1
                elif text[pos] == "]":
                    pos += 1
                    return total
                else:
                    raise ValueError(f"unexpected {text[pos]} at {pos}")
        start = pos
        while pos < len(text) and text[pos] in "-0123456789":
            pos += 1
        return int(text[start:pos])

    result = value()
    skip()
    if pos != len(text):
        raise ValueError("trailing data")
    return result


def brainfuck(program, data):
    jump = {}
    stack = []
    for i, op in enumerate(program):
        if op == "[":
            stack.append(i)
        elif op == "]":
            j = stack.pop()
            jump[i] = j
            jump[j] = i
    tape = bytearray(100)
    out = []
    ptr = pc = 0
    fed = 0
    while pc < len(program):
        op = program[pc]
        if op == ">":
            ptr += 1
        elif op == "<":
            ptr -= 1
        elif op == "+":
            tape[ptr] = (tape[ptr] + 1) % 256
        elif op == "-":
            tape[ptr] = (tape[ptr] - 1) % 256
        elif op == ".":
            out.append(chr(tape[ptr]))
        elif op == ",":
            tape[ptr] = ord(data[fed])
            fed += 1
        elif op == "[" and tape[ptr] == 0:
            pc = jump[pc]
        elif op == "]" and tape[ptr] != 0:
            pc = jump[pc]
        pc += 1
    return "".join(out)


class Machine:
    """An Intcode computer, as in Advent of Code 2019."""

    def __init__(self, program):
        self.memory = defaultlist(program)
        self.ip = 0
        self.base = 0
        self.output = []

    def run(self, inputs):
        given = iter(inputs)
        mem = self.memory
        while True:
            op = mem[self.ip] % 100
            if op == 99:
                return self.output
            modes = mem[self.ip] // 100
            a = self.address(1, modes % 10)
            if op == 3:
                mem[a] = next(given)
                self.ip += 2
                continue
            if op == 4:
                self.output.append(mem[a])
                self.ip += 2
                continue
            b = self.address(2, modes // 10 % 10)
            if op == 5 or op == 6:
                jump = (mem[a] != 0) == (op == 5)
                self.ip = mem[b] if jump else self.ip + 3
                continue
            c = self.address(3, modes // 100 % 10)
            if op == 1:
                mem[c] = mem[a] + mem[b]
            elif op == 2:
                mem[c] = mem[a] * mem[b]
            elif op == 7:
                mem[c] = int(mem[a] < mem[b])
            elif op == 8:
                mem[c] = int(mem[a] == mem[b])
            self.ip += 4

    def address(self, offset, mode):
        if mode == 0:
            return self.memory[self.ip + offset]
        return self.ip + offset


def defaultlist(values):
    return list(values) + [0] * 20


def intcode(program, inputs):
    return Machine(program).run(inputs)


def stack_machine(instructions):
    stack, variables, pc, steps = [], {}, 0, 0
    while pc < len(instructions) and steps < 10000:
        op, arg = instructions[pc]
        pc += 1
        steps += 1
        match op:
            case "push":
                stack.append(int(arg))
            case "load":
                stack.append(variables.get(arg, 0))
            case "store":
                variables[arg] = stack.pop()
            case "add" | "sub" | "mul":
                b, a = stack.pop(), stack.pop()
                if op == "add":
                    stack.append(a + b)
                elif op == "sub":
                    stack.append(a - b)
                else:
                    stack.append(a * b)
            case "jnz":
                if stack.pop() != 0:
                    pc = int(arg)
            case other:
                raise RuntimeError(f"unknown {other}")
    return variables, steps


def registers(lines):
    regs = {}
    highest = 0
    for line in lines:
        name, action, amount, _, other, test, bound = line.split()
        have = regs.setdefault(other, 0)
        limit = int(bound)
        holds = {
            "<": have < limit, ">": have > limit, "==": have == limit,
            "!=": have != limit, "<=": have <= limit, ">=": have >= limit,
        }[test]
        if holds:
            step = int(amount) if action == "inc" else -int(amount)
            regs[name] = regs.get(name, 0) + step
            highest = max(highest, regs[name])
    return max(regs.values()), highest


@dataclass
class Leaf:
    value: float

    def eval(self, env):
        return self.value


@dataclass
class Name:
    name: str

    def eval(self, env):
        return env[self.name]


@dataclass
class Binary:
    op: str
    left: object
    right: object

    def eval(self, env):
        a, b = self.left.eval(env), self.right.eval(env)
        if self.op == "+":
            return a + b
        if self.op == "-":
            return a - b
        return a * b


def polynomial_tree(coefficients, x):
    tree = Leaf(0.0)
    for c in coefficients:
        tree = Binary("+", Binary("*", tree, Name("x")), Leaf(c))
    return tree.eval({"x": x})


HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++."
CALLS = {
    "evaluate": [("14 + 2 * 3 - 6 / 2",), ("7 + 3 * (10 / (12 / (3 + 1) - 1))",),
                 ("-(2)",)],
    "tokenize_words": [("if x_1 := 3.5; then y endif",)],
    "parse_json_numbers": [("[1, [2, 3], [], [-4, [50]]]",)],
    "brainfuck": [(HELLO, ""), (",+.", "a")],
    "intcode": [([3, 12, 6, 12, 15, 1, 13, 14, 13, 4, 13, 99, -1, 0, 1, 9],
                 [0]), ([3, 9, 8, 9, 10, 9, 4, 9, 99, -1, 8], [8])],
    "stack_machine": [([("push", "5"), ("store", "n"), ("load", "n"),
                        ("push", "1"), ("sub", ""), ("store", "n"),
                        ("load", "n"), ("jnz", "2")],)],
    "registers": [(["b inc 5 if a > 1", "a inc 1 if b < 5",
                    "c dec -10 if a >= 1", "c inc -20 if c == 10"],)],
    "polynomial_tree": [([1.0, -2.0, 0.5], 3.0)],
}
EITHER = {
    "evaluate": [("1 + $",), ("(1",)],
    "parse_json_numbers": [("[1 2]",)],
    "stack_machine": [([("oops", "")],)],
}
FALLS_BACK = {}
