extension KernelPackage {
  /// `tests/exactness.py`.
  static let exactnessFile = """
    \"""Values in a form that is equal only for the same bits, types and aliases.\"""
    import copy
    import random
    import struct


    def exact(value, seen):
        \"""`seen` numbers the mutable values met so far, by identity.\"""
        kind = type(value).__name__
        if isinstance(value, float):
            # One nan is as good as another: no standard says which sign it has.
            return kind, struct.pack("<d", value if value == value else float("nan"))
        if isinstance(value, complex):
            return kind, exact(value.real, seen), exact(value.imag, seen)
        if value is None or isinstance(value, (bool, int, str, bytes)):
            return kind, value
        if isinstance(value, tuple):
            return kind, [exact(item, seen) for item in value]
        if id(value) in seen:
            return "seen", seen[id(value)][0]
        # The value is kept alive, or its identity could be used again.
        seen[id(value)] = len(seen), value
        if isinstance(value, dict):
            return kind, [
                (exact(k, seen), exact(v, seen)) for k, v in value.items()]
        if isinstance(value, random.Random):
            return kind, value.getstate()
        if hasattr(value, "tobytes"):
            return (
                kind, getattr(value, "typecode", None) or str(value.dtype),
                getattr(value, "shape", None), value.tobytes())
        if isinstance(value, bytearray):
            return kind, bytes(value)
        if hasattr(value, "__iter__"):
            return kind, [exact(item, seen) for item in value]
        names = [
            name for base in type(value).__mro__
            for name in vars(base).get("__slots__", ())]
        inside = [(n, getattr(value, n)) for n in names if hasattr(value, n)]
        inside += getattr(value, "__dict__", {}).items()
        return kind, [(name, exact(item, seen)) for name, item in inside]


    def copied(array):
        \"""Of an array of NumPy: a deep copy would be contiguous.\"""
        if array.flags.c_contiguous:
            return array.copy()
        import numpy
        steps = tuple(
            slice(None, None, -2 if stride < 0 else 2) for stride in array.strides)
        view = numpy.zeros([2 * n for n in array.shape], array.dtype)[steps]
        view[...] = array
        return view


    def outcome(function, arguments):
        \"""What a call gives or raises, and what becomes of its arguments.\"""
        copies = {id(a): copied(a) for a in arguments if hasattr(a, "strides")}
        arguments, seen = copy.deepcopy(arguments, copies), {}
        try:
            result = function(*arguments)
        except Exception as error:
            return (
                type(error).__name__, str(error),
                [exact(item, seen) for item in arguments])
        return [exact(item, seen) for item in (*arguments, result)]

    """

  /// `tests/test_kernel.py`.
  static func testFile(_ contents: Contents, name: String) -> String {
    let examples = contents.functions.map { function in
      let cases = function.examples.map { "        \($0),\n" }.joined()
      return "    \"\(function.name)\": [\n\(cases)    ],\n"
    }.joined()
    return """
      \"""Compares each kernel with its Python original.\"""
      \(imports(for: examples))import functools

      import pytest
      from exactness import outcome

      import \(name)
      from \(name) import _original

      inf = float("inf")
      nan = float("nan")

      # Arguments of calls, by function: add those that matter to you.
      EXAMPLES = {
      \(examples)}


      @pytest.mark.parametrize(
          "name, arguments",
          [(name, case) for name, cases in EXAMPLES.items() for case in cases])
      def test_kernel_gives_what_python_gives(name, arguments):
          original = functools.reduce(getattr, name.split("."), _original)
          kernel = getattr(getattr(\(name), "_kernel", \(name)), name, original)
          assert outcome(kernel, arguments) == outcome(original, arguments)


      def test_kernel_is_compiled():
          if not \(name).compiled:
              pytest.skip("no Swift compiler was there at installation")
          assert \(name)._kernel is not None

      """
  }

  /// Of what the examples are written with.
  private static func imports(for examples: String) -> String {
    ["array", "numpy"].filter { examples.contains("\($0).") }
      .map { "import \($0)\n" }.joined()
  }

  /// `tests/test_random_inputs.py`.
  static func randomTestFile(_ contents: Contents, name: String) -> String {
    let strategies = contents.functions.map { function in
      guard let texts = function.strategies else {
        return "    # `\(function.name)` takes what no strategy is known for.\n"
      }
      let lines = texts.map { "        \($0),\n" }.joined()
      return "    \"\(function.name)\": st.tuples(\n\(lines)    ),\n"
    }.joined()
    return """
      \"""Compares each kernel with its Python original on made-up inputs.

      Hypothesis makes them from the types that were seen while the script ran,
      hostile ones among them, and shrinks what differs. Without Hypothesis
      (`pip install '.[test]'`) this is skipped.
      \"""
      import array
      import collections
      import functools
      import os
      import random
      import signal
      import sys

      import pytest
      from exactness import outcome

      import \(name)
      from \(name) import _original

      pytest.importorskip("hypothesis")
      from hypothesis import HealthCheck, given, reject, settings
      from hypothesis import strategies as st

      EXAMPLES = int(os.environ.get("KERNEL_EXAMPLES", "300"))
      LONGEST = 8
      # Seconds in which the original has to answer, and bytes that it may take:
      # a huge integer can ask for more of either than there is.
      TIME_LIMIT, MEMORY_LIMIT = 0.2, 2 << 30

      integers = st.one_of(
          st.integers(-9, 9), st.integers(-1000, 1000), st.integers(),
          st.sampled_from([
              2**31, 2**53 + 1, 2**63 - 1, -2**63, 2**63, 2**64 - 1, 10**30]),
          st.booleans())
      floats = st.one_of(
          st.floats(-100, 100), st.floats(),
          st.sampled_from([
              0.0, -0.0, float("nan"), float("inf"), float("-inf"), 5e-324,
              1.7e308, 2.0**53]),
          st.integers(-9, 9))
      texts = st.one_of(
          st.text("ab 01,.-", max_size=LONGEST), st.text(max_size=LONGEST))


      def lists(elements):
          return st.lists(elements, max_size=LONGEST)


      def rows(elements):
          \"""Lists of lists: ragged, even, and with one row several times.\"""
          def even(size):
              row = st.lists(elements, min_size=size, max_size=size)
              return st.one_of(
                  st.lists(row, min_size=1, max_size=LONGEST),
                  st.lists(row, min_size=size, max_size=size),
                  row.map(lambda row: [row] * len(row)))
          return st.one_of(lists(lists(elements)), st.integers(1, 5).flatmap(even))


      def numbers(code):
          if code in "fdg":
              return st.floats(width=32 if code == "f" else 64)
          bits = 8 * array.array(code).itemsize
          if code.isupper():
              return st.integers(0, 2**bits - 1)
          return st.integers(-2**(bits - 1), 2**(bits - 1) - 1)


      def arrays(code):
          return lists(numbers(code)).map(lambda items: array.array(code, items))


      def ndarrays(code, rank):
          import numpy
          element = (
              st.booleans() if code == "?" else numbers(code if code in
              "bBhHiIlLqQfd" else "d"))

          def even(shape):
              size = 1
              for length in shape:
                  size *= length
              return st.lists(element, min_size=size, max_size=size).map(
                  lambda items: numpy.array(items, code).reshape(shape))
          whole = st.tuples(*[st.integers(0, 5)] * rank).flatmap(even)
          return st.one_of(whole, whole.map(lambda a: a[::-1]),
                           whole.map(lambda a: a[::2]), whole.map(lambda a: a.T))


      def aliased(arguments):
          \"""The same list, dictionary... wherever one of that type can be.\"""
          first = {}
          return tuple(
              first.setdefault(type(item), item)
              if type(item) in (list, dict, set, array.array) else item
              for item in arguments)


      STRATEGIES = {
      \(strategies)}


      class TooSlow(BaseException):
          pass


      def stop(*_):
          raise TooSlow


      def limited(function, arguments):
          \"""The outcome, or None where it takes too much.\"""
          import resource
          limits = resource.getrlimit(resource.RLIMIT_AS)
          with open("/proc/self/statm") as file:
              used = int(file.read().split()[0]) * resource.getpagesize()
          before = signal.signal(signal.SIGALRM, stop)
          try:
              resource.setrlimit(
                  resource.RLIMIT_AS, (used + MEMORY_LIMIT, limits[1]))
              signal.setitimer(signal.ITIMER_REAL, TIME_LIMIT)
              found = outcome(function, arguments)
              signal.setitimer(signal.ITIMER_REAL, 0)
          except TooSlow:
              return None
          finally:
              signal.setitimer(signal.ITIMER_REAL, 0)
              signal.signal(signal.SIGALRM, before)
              resource.setrlimit(resource.RLIMIT_AS, limits)
          # Where these end depends on how much was in use before.
          if found[0] in ("MemoryError", "RecursionError"):
              return None
          return found


      @pytest.mark.skipif(
          not sys.platform.startswith("linux"), reason="limits are Linux's")
      @pytest.mark.parametrize("name", STRATEGIES)
      def test_kernel_gives_what_python_gives_on_made_up_inputs(name):
          original = functools.reduce(getattr, name.split("."), _original)
          kernel = getattr(getattr(\(name), "_kernel", \(name)), name, original)

          @settings(
              max_examples=EXAMPLES, deadline=None,
              suppress_health_check=list(HealthCheck))
          @given(st.one_of(
              STRATEGIES[name], STRATEGIES[name].map(aliased)))
          def check(arguments):
              expected = limited(original, arguments)
              if expected is None:
                  reject()
              found = outcome(kernel, arguments)
              assert found == expected
          check()

      """
  }
}
