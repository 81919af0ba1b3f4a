extension KernelPackage {
  /// `__init__.py`.
  static func initFile(_ contents: Contents) -> String {
    let all = contents.functions.map(\.name)
    let names = contents.functions.filter { !$0.isMethod }.map(\.name)
    let registrations = all.map {
      "    _kernel._set_original(\"\($0)\", _original.\($0))"
    }.joined(separator: "\n")
    func imports(from module: String) -> String {
      names.map { "    from .\(module) import \($0)" }
        .joined(separator: "\n")
    }
    return """
      \"""Functions of \(contents.moduleName), compiled from Swift.

      Each gives exactly what its Python original gives. Arguments that the
      kernel was not compiled for are handed to the original.
      \"""
      \(all.count == names.count ? "" : "import types\n\n")from . import _matching, _original

      try:
          from . import _kernel
      except ImportError:
          # No Swift compiler was there when this was installed.
          compiled = False
      \(imports(from: "_original"))
      else:
          compiled = True
      \(registrations)
      \(imports(from: "_kernel"))

      \(all.count == names.count ? "" : methodClass)
      def kernel_of(function):
          \"""The kernel of a function, to take its place.

          The function itself where there is no kernel, or where it, or what it
          uses, is not any more what the kernel was made from.
          \"""
          name = function.__qualname__
          if not compiled or not _matching.is_made_from(function, _original):
              return function
          _kernel._set_original(name, function)\(contents.links.isEmpty ? "" : linking)
          kernel = getattr(_kernel, name)
          return \(all.count == names.count ? "kernel" : "KernelMethod(kernel, function) if \".\" in name else kernel")


      __all__ = [\((names + ["compiled", "kernel_of"]).map { "\"\($0)\"" }.joined(separator: ", "))]

      """
  }

  private static let linking = """

        _kernel._set_linked(_matching.linked(function, _original))
    """

  /// A built-in function does not take the instance that it is found by.
  private static let methodClass = """

    class KernelMethod:
        \"""A kernel in the place of a method.\"""
        __slots__ = ("kernel", "__wrapped__")

        def __init__(self, kernel, function):
            self.kernel = kernel
            self.__wrapped__ = function

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            return types.MethodType(self.kernel, instance)

        def __call__(self, *arguments, **named):
            return self.kernel(*arguments, **named)

        def __getattr__(self, name):
            return getattr(self.__wrapped__, name)


    """

  /// `_matching.py`.
  static func matchingFile(_ contents: Contents) -> String {
    let names = contents.original.names.map { "    \"\($0)\",\n" }.joined()
    let links = contents.links.map { link in
      let places = link.locals.map { "\"\($0)\", " }.joined()
      return "    (\"\(link.name)\", \"\(link.module)\", "
        + "\"\(link.original)\", (\(places))),\n"
    }.joined()
    return """
      \"""Tells whether a function is the one that the kernel was made from.\"""
      import functools
      import sys
      import types

      FUNCTIONS = [\(contents.functions.map { "\"\($0.name)\"" }.joined(separator: ", "))]
      # What they read of their module, built-in names included.
      NAMES = [
      \(names)]
      # What they take from other modules: the kernel's name for it, the module,
      # its name there, and how the functions' own module finds it.
      LINKS = [
      \(links)]
      CODE = [
          "co_code", "co_consts", "co_names", "co_varnames", "co_argcount",
          "co_posonlyargcount", "co_kwonlyargcount",
          "co_exceptiontable"]
      # What of a class says only where and how it stands in the source.
      APART = (
          "__module__", "__doc__", "__firstlineno__", "__annotations__",
          "__dataclass_fields__")
      PLAIN = (
          int, float, complex, bool, str, bytes, range, frozenset, type(None))
      # What of a class tells what its instances do.
      MEMBERS = PLAIN + (
          types.FunctionType, property, staticmethod, classmethod, tuple, list,
          dict)


      def is_same(one, other):
          if one is other:
              return True
          if type(one) is not type(other):
              return False
          if isinstance(one, type):
              return is_same_class(one, other)
          if isinstance(one, property):
              return (
                  is_same(one.fget, other.fget) and is_same(one.fset, other.fset)
                  and is_same(one.fdel, other.fdel))
          if isinstance(one, (staticmethod, classmethod)):
              return is_same(one.__func__, other.__func__)
          if isinstance(one, types.FunctionType):
              return (
                  is_same(one.__code__, other.__code__)
                  and is_same(one.__defaults__, other.__defaults__)
                  and is_same(one.__kwdefaults__, other.__kwdefaults__))
          if isinstance(one, types.CodeType):
              # That annotations are text is no matter.
              return (
                  one.co_flags | 1 << 24 == other.co_flags | 1 << 24
                  and all(
                      is_same(getattr(one, name), getattr(other, name))
                      for name in CODE))
          if type(one) in (tuple, list):
              return len(one) == len(other) and all(map(is_same, one, other))
          if type(one) is dict:
              return is_same(list(one.items()), list(other.items()))
          # Numbers of equal text are of equal bits.
          return type(one) in PLAIN and one == other and repr(one) == repr(other)


      def is_same_class(one, other):
          if (one.__qualname__ != other.__qualname__
                  or len(one.__mro__) != len(other.__mro__)):
              return False
          for left, right in zip(one.__mro__, other.__mro__):
              if left is right:
                  continue
              first, second = vars(left), vars(right)
              if first.keys() != second.keys():
                  return False
              for name, value in first.items():
                  # A kernel that is in place already.
                  if type(value).__name__ == "KernelMethod":
                      value = value.__wrapped__
                  if isinstance(value, MEMBERS) and not is_same(
                          value, second[name]) and name not in APART:
                      return False
          return True


      def is_made_from(function, original):
          name, namespace = function.__qualname__, function.__globals__
          if name not in FUNCTIONS:
              return False
          own = functools.reduce(getattr, name.split("."), original)
          return (
              is_same(function, own)
              and all(
                  is_same(namespace.get(name), vars(original).get(name))
                  for name in NAMES)
              and linked(function, original) is not None)


      def linked(function, original):
          \"""What is taken from other modules, or None where it has changed.\"""
          found = {}
          for name, module, own, places in LINKS:
              value = vars(sys.modules.get(module, types)).get(own)
              if not is_same(value, vars(original).get(own)):
                  return None
              for place in places:
                  first, *rest = place.split(".")
                  there = functools.reduce(
                      lambda module, name: getattr(module, name, None), rest,
                      function.__globals__.get(first))
                  if there is not value:
                      return None
              found[name] = value
          return found

      """
  }

  /// `README.md`.
  static func readme(_ contents: Contents, name: String) -> String {
    let signatures = contents.functions.map { "- `\($0.signature)`" }
      .joined(separator: "\n")
    let first =
      contents.functions.first { !$0.isMethod }?.name ?? "kernel_of"
    let use =
      first == "kernel_of"
      ? "below their class, give it what compiled methods it gets"
      : "import the functions from here instead of defining them"
    let method = contents.functions.first?.name ?? ""
    let call =
      first == "kernel_of" ? "\n    \(method) = kernel_of(\(method))" : ""
    var text = """
      # \(name)

      Swift kernels for functions of `\(contents.origin)`, generated by Swiftlet:

      \(signatures)

      Install it, and \(use):

          pip install .

          from \(name) import \(first)\(call)

      A kernel gives exactly what the Python original gives. Where it is called
      with something it was not compiled for (another type, an integer beyond 64
      bits, a case in which Python raises), the original in
      `src/\(name)/_original.py` runs instead.

      Building takes a Swift compiler (6.0 or newer) and Python's headers. Without
      them the package installs all the same, in plain Python; `\(name).compiled`
      tells which one it is. To ship it to machines without a compiler, build a
      wheel once with `pip wheel .`: it serves every CPython from 3.11 on.

      | file | holds |
      |---|---|
      | `swift/Kernel.swift` | the kernel, beside the Python lines it came from |
      | `src/\(name)/_original.py` | the Python original |
      | `tests/test_kernel.py` | compares the two: `pip install '.[test]' && pytest` |
      | `tests/test_random_inputs.py` | does so on hostile inputs that Hypothesis makes up, and shrinks what differs |

      """
    if !contents.gaps.isEmpty {
      let gaps = contents.gaps.map { "- \($0)" }.joined(separator: "\n")
      text += """

        ## Not complete yet

        This is a skeleton: signature, conversions, tests and fallback are there,
        and until the marked gap in `swift/Kernel.swift` is filled, every call
        runs the Python original. What is missing:

        \(gaps)

        """
    }
    if !contents.original.omissions.isEmpty {
      let omissions = contents.original.omissions.map {
        "- `\($0.name)` (\($0.place)) \($0.reason)."
      }.joined(separator: "\n")
      text += """

        ## To be supplied

        The original uses names that were not taken along; define them in
        `src/\(name)/_original.py`:

        \(omissions)

        """
    }
    return text
  }
}
