/// The Python side of `KernelLab`.
enum LabProgram {
  /// Reads `{"source", "calls"}` and writes the types of each function's
  /// arguments as the JSON of `[String: FunctionObservation]`.
  static let observe =
    common + """

      attributes, met = {}, {}

      def describe_attributes(value):
          # By class, whatever instance holds which.
          inside = {n: getattr(value, n) for b in type(value).__mro__
                    for n in vars(b).get("__slots__", ()) if hasattr(value, n)}
          inside.update(getattr(value, "__dict__", {}))
          known = attributes.setdefault(type(value).__qualname__, {})
          for name, item in inside.items():
              counts = known.setdefault(name, [])
              found = describe(item)
              if found not in [entry["type"] for entry in counts]:
                  counts.append({"type": found, "count": 1})

      def factory(value):
          made = getattr(value, "default_factory", None)
          return made if made in (
              int, float, bool, str, list, dict, set) else None

      def describe(value):
          kind = type(value)
          out = {"name": kind.__name__, "elements": [], "isUniform": False,
                 "exceeds64Bits": False}
          if kind.__module__ != "builtins":
              out["name"] = kind.__module__ + "." + kind.__qualname__
          if kind.__module__ == "lab" and isinstance(value, tuple):
              out["elements"] = [describe(item) for item in value]
          elif kind.__module__ == "lab" and id(value) not in met:
              met[id(value)] = value
              describe_attributes(value)
          if kind is int:
              out["exceeds64Bits"] = not -2**63 <= value < 2**63
          elif kind in (list, set, frozenset, collections.deque) or (
                  kind is tuple and len(value) > 16):
              out["isUniform"] = kind is tuple
              for item in value:
                  element = describe(item)
                  if element not in out["elements"]:
                      out["elements"].append(element)
          elif kind is tuple:
              out["elements"] = [describe(item) for item in value]
          elif isinstance(value, dict) and (value or factory(value)):
              def kinds(name, values):
                  whole = describe(list(values))
                  return dict(whole, name=name)
              values = list(value.values()) or [factory(value)()]
              out["elements"] = [kinds("key", value.keys()),
                                 kinds("value", values)]
          elif kind in (bytes, bytearray) or kind.__name__ in (
                  "array", "ndarray", "memoryview"):
              view = memoryview(value)
              out["format"] = view.format
              out["dimensions"] = view.ndim
          return out

      observations, signatures = {}, {}
      for call in request["calls"]:
          tree = ast.parse(call, mode="eval").body
          name, function = called(tree)
          bound = inspect.signature(function).bind(
              *arguments(tree)[0], **arguments(tree)[1])
          bound.apply_defaults()
          seen = observations.setdefault(name, {})
          types = [describe(v) for v in bound.arguments.values()]
          known = signatures.setdefault(name, [])
          if types not in [entry["types"] for entry in known]:
              known.append({"types": types, "count": 1})
          for parameter, value in bound.arguments.items():
              counts = seen.setdefault(parameter, [])
              found = describe(value)
              for entry in counts:
                  if entry["type"] == found:
                      entry["count"] += 1
                      break
              else:
                  counts.append({"type": found, "count": 1})
      for name, known in attributes.items():
          observations[name + ".<attributes>"] = known
      json.dump({"signatures": signatures, "observations": {
          name: {
              "code": 0, "looks": 1,
              "variables": [
                  {"name": parameter, "isParameter": "<" not in name,
                   "types": sorted(counts, key=lambda c: -c["count"])}
                  for parameter, counts in seen.items()],
          } for name, seen in observations.items()}}, sys.stdout)
      """

  /// Reads `{"source", "calls", "folder"}` and writes one outcome for each
  /// call, as `KernelLab.Outcome` decodes it.
  static let compare =
    common + """

      sys.path.insert(0, request["folder"])
      import _kernel

      def show(value, depth=0):
          kind = type(value)
          if depth < 20 and kind is list:
              return "[" + ", ".join(show(v, depth + 1) for v in value) + "]"
          if depth < 20 and kind is tuple:
              return "(" + ", ".join(show(v, depth + 1) for v in value) + ",)"
          if kind in (int, float, bool, type(None)):
              return repr(value)
          return kind.__name__ + ":" + repr(value)

      def sharing(values):
          # Which parts of the arguments and the result are one object.
          seen, out = {}, []
          def walk(value):
              if type(value) in (list, bytearray):
                  out.append(seen.setdefault(id(value), len(seen)))
              if type(value) in (list, tuple):
                  for item in value:
                      walk(item)
          for value in values:
              walk(value)
          return out

      def run(function, tree):
          try:
              positional, named = arguments(tree)
          except Exception as error:
              return {"result": "bad call: %r" % error, "arguments": ""}
          every = list(positional) + list(named.values())
          try:
              result = function(*positional, **named)
              text = show(result)
          except BaseException as error:
              result = None
              text = "%s: %s" % (type(error).__name__, error)
          return {"result": text,
                  "arguments": show(every) + " " + repr(
                      sharing(every + [result]))}

      names = list(_kernel._statistics())
      for name in names:
          _kernel._set_original(name, functools.reduce(
              lambda o, n: getattr(o, n), name.split(".")[1:],
              namespace[name.split(".")[0]]))
      outcomes = []
      for call in request["calls"]:
          tree = ast.parse(call, mode="eval").body
          name, function = called(tree)
          if name not in names:
              continue
          original = run(function, tree)
          before = _kernel._statistics()[name]
          kernel = run(getattr(_kernel, name), tree)
          after = _kernel._statistics()[name]
          outcomes.append({
              "call": call, "original": original, "kernel": kernel,
              "fellBack": after[1] > before[1]})
      json.dump(outcomes, sys.stdout)
      """

  private static let common = """
    import ast, collections, functools, inspect, json, sys, warnings
    warnings.simplefilter("ignore")
    request = json.load(sys.stdin)
    namespace = {"__name__": "lab"}
    exec(compile(request["source"], "lab.py", "exec"), namespace)

    def called(tree):
        # The qualified name: a method may be called through any class.
        function = eval(ast.unparse(tree.func), namespace)
        return function.__qualname__, function

    def arguments(tree):
        def value(node):
            code = compile(ast.Expression(node), "call", "eval")
            return eval(code, namespace)
        positional = []
        for node in tree.args:
            if isinstance(node, ast.Starred):
                positional.extend(value(node.value))
            else:
                positional.append(value(node))
        return positional, {k.arg: value(k.value) for k in tree.keywords}

    """
}
