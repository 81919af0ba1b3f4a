"""What is left of a function when something is left out."""
import ast

MOST = 24


def smaller(function):
    """The functions that come of one by leaving something out."""
    def paths(node, path):
        for field in ("body", "orelse", "handlers"):
            for index, child in enumerate(getattr(node, field, None) or []):
                yield path + [(field, index)]
                yield from paths(child, path + [(field, index)])

    def node_at(tree, path):
        for field, index in path:
            tree = getattr(tree, field)[index]
        return tree

    text = ast.unparse(function)
    for path in paths(function, []):
        for way in ("drop", "open"):
            copy = ast.parse(text).body[0]
            parent, (field, index) = node_at(copy, path[:-1]), path[-1]
            statements = getattr(parent, field)
            if way == "drop":
                del statements[index]
            elif getattr(statements[index], "body", None) and not isinstance(
                    statements[index], (ast.For, ast.While, ast.ExceptHandler)):
                statements[index:index + 1] = statements[index].body
            else:
                continue
            if field == "body" and not statements:
                statements.append(ast.Pass())
            if isinstance(parent, ast.Try) and not parent.handlers:
                continue
            yield copy


def without(path, name):
    with open(path) as file:
        tree = ast.parse(file.read())
    table = next(
        ast.literal_eval(ast.unparse(ast.Dict(
            keys=node.value.keys, values=[
                ast.List(elts=[ast.Constant(ast.unparse(call))
                               for call in calls.elts], ctx=ast.Load())
                for calls in node.value.values])))
        for node in tree.body if isinstance(node, ast.Assign)
        and node.targets[0].id == "EITHER")
    function = next(
        node for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == name)
    functions, tables = [], {}
    # The shortest first, as many as compile in a few seconds.
    copies = sorted(smaller(function), key=lambda f: len(ast.unparse(f)))
    for number, copy in enumerate(copies[:MOST]):
        copy.name = f"g{number}"
        functions.append(ast.unparse(copy))
        tables[copy.name] = table[name]
    return functions, tables
