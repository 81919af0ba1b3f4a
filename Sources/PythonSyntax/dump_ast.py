"""Writes the syntax tree of a Python source as JSON.

Usage: python dump_ast.py PATH   (or `-` for standard input)

Each node is an object: "_" is its class in `ast`, "@" its range as
[line, column, end line, end column] (lines from 1, columns in UTF-8 bytes
from 0), and its fields follow under their own names. Constants carry their
type in "k" and their value as text in "v", so that integers beyond 64 bits
and every float survive exactly.
"""
import ast
import json
import sys

# JSON readers limit nesting; deeper trees are cut, and say so.
MAX_DEPTH = 200


def constant(value):
    if value is None or value is Ellipsis:
        return {"k": "None" if value is None else "ellipsis"}
    if isinstance(value, bool):
        return {"k": "bool", "v": "1" if value else "0"}
    if isinstance(value, float):
        return {"k": "float", "v": repr(value)}
    if isinstance(value, int):
        return {"k": "int", "v": hex(value)}
    if isinstance(value, complex):
        return {"k": "complex", "v": repr(value)}
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return {"k": "surrogate", "v": ascii(value)}
        return {"k": "str", "v": value}
    return {"k": "bytes", "v": value.hex()}


def dump(node, depth=0):
    if isinstance(node, list):
        return [dump(child, depth) for child in node]
    if not isinstance(node, ast.AST):
        return node
    kind = type(node).__name__
    if isinstance(node, (ast.operator, ast.unaryop, ast.cmpop, ast.boolop)):
        return kind
    result = {"_": kind}
    if hasattr(node, "lineno"):
        result["@"] = [
            node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
        ]
    if depth >= MAX_DEPTH:
        result["_"] = "TooDeep"
        return result
    if isinstance(node, ast.Constant):
        result.update(constant(node.value))
        return result
    for name, value in ast.iter_fields(node):
        if name in ("ctx", "type_comment", "type_ignores", "kind"):
            continue
        if isinstance(node, (ast.MatchSingleton,)) and name == "value":
            value = ast.Constant(value)
        result[name] = dump(value, depth + 1)
    return result


def main():
    sys.setrecursionlimit(20000)
    path = sys.argv[1]
    if path == "-":
        source = sys.stdin.buffer.read()
    else:
        with open(path, "rb") as file:
            source = file.read()
    try:
        tree = ast.parse(source, path)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        json.dump({"error": f"{type(error).__name__}: {error}"}, sys.stdout)
        return
    json.dump(dump(tree), sys.stdout, separators=(",", ":"))


main()
