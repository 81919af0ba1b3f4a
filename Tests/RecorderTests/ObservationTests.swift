import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Observed types", .serialized)
struct ObservationTests {
  private func types(
    of function: String, in recording: Recording
  ) -> [String: [String]] {
    let observation = recording.observations.first {
      recording.codes[$0.code].qualifiedName == function
    }
    var types: [String: [String]] = [:]
    for variable in observation?.variables ?? [] {
      types[variable.name] = variable.types.map(\.type.description)
    }
    return types
  }

  @Test("Variables of a hot function", arguments: interpreters)
  func variables(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import array, time
      class Point: pass
      class Body:
          def __init__(self, place, load):
              self.place = place
              self.load = load
              self.near = None
      class Slots:
          __slots__ = ("first", "second")
          def __init__(self):
              self.second = 2
              self.first = 1.5
      def spin(values, pairs, table, names, point, *rest, flag=True):
          big = 1 << 70
          limit = (1 << 63) - 1
          small = -3
          half = 0.5
          nothing = None
          rows = [[1, 2], [3, 4]]
          empty = []
          numbers = array.array("d", [1.0])
          raw = b"abc"
          triple = (1, 2.0, "x")
          long_tuple = tuple(range(100))
          ready = {1, 2, 3}
          frozen = frozenset(["a"])
          shared = 1.5
          body = Body(0.5, [1])
          bodies = [Body(1.5, [2]), Body(2, ["x"])]
          slots = Slots()
          apart = Body(0.5, [1])
          vars(apart)["more"] = 1
          def inner():
              return shared
          end = time.thread_time() + 0.4
          while time.thread_time() < end:
              pass
      spin([1.0, 2.0] * 1000, [(1, 2.0)] * 10, {"a": 1, "b": 2}, ["x"],
           Point())
      """, with: python, in: folder)
    let seen = types(of: "spin", in: recording)
    let expected = [
      "values": ["list[float]"], "pairs": ["list[tuple[int, float]]"],
      "table": ["dict[str, int]"], "names": ["list[str]"],
      "point": ["?.Point"], "rest": ["tuple"], "flag": ["bool"],
      "big": ["int"], "limit": ["int"], "half": ["float"],
      "nothing": ["NoneType"], "rows": ["list[list[int]]"],
      "empty": ["list"], "numbers": ["array.array[d, 1]"],
      "raw": ["bytes[B, 1]"], "triple": ["tuple[int, float, str]"],
      "long_tuple": ["tuple[int, ...]"], "ready": ["set[int]"],
      "frozen": ["frozenset[str]"], "shared": ["float"],
      "body": ["Body(place: float, load: list[int], near: NoneType)"],
      "bodies": [
        "list[Body(place: float | int, load: list[int | str], near: NoneType)]"
      ],
      "slots": ["Slots(first: float, second: int)"],
      "inner": ["function"], "end": ["float"],
    ]
    for (name, types) in expected {
      #expect(seen[name] == types, "\(name)")
    }
    // The attributes of one that has a dictionary of its own may be left out.
    #expect(seen["apart"]?.first?.contains("Body") == true)
    let observation = try #require(
      recording.observations.first {
        recording.codes[$0.code].qualifiedName == "spin"
      })
    #expect(observation.looks > 0)
    #expect(
      observation.variables.filter(\.isParameter).map(\.name)
        == ["values", "pairs", "table", "names", "point", "flag", "rest"])
    func exceeds(_ name: String) -> Bool? {
      observation.variables.first { $0.name == name }?.types.first?.type
        .exceeds64Bits
    }
    #expect(exceeds("big") == true)
    #expect(exceeds("limit") == false)
    #expect(exceeds("small") == false)
  }

  @Test("Variables of the module of a hot function", arguments: interpreters)
  func moduleVariables(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import time
      ROWS = [[time.time()] * 3 for _ in range(4)]
      NUMBERS = {"a": 1}
      def spin():
          end = time.thread_time() + 0.5
          while time.thread_time() < end:
              pass
      def deep(depth):
          return deep(depth - 1) if depth else spin()
      deep(40)
      """, with: python, in: folder)
    let seen = types(of: "<module>", in: recording)
    #expect(seen["ROWS"] == ["list[list[float]]"])
    #expect(seen["NUMBERS"] == ["dict[str, int]"])
  }

  @Test("Types that change are all seen", arguments: features)
  func unstable(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import time
      def spin(value):
          end = time.thread_time() + 0.3
          while time.thread_time() < end:
              pass
      for value in (1, 1.5, "x", [1], ["a"]):
          spin(value)
      """, with: python, in: folder)
    let seen = types(of: "spin", in: recording)["value"] ?? []
    #expect(Set(seen) == ["int", "float", "str", "list[int | str]"])
  }

  @Test("Containers may change while they are looked at", arguments: features)
  func changing(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      """
      import time
      def churn():
          end = time.thread_time() + 0.6
          n = 0
          while time.thread_time() < end:
              items = []
              table = {}
              marks = set()
              for i in range(2000):
                  items.append(i * 1.5)
                  table[i] = (i, i)
                  marks.add(i)
              items.sort(key=lambda x: -x)
              n += len(items)
          return n
      churn()
      """, with: python, in: folder, rate: 5000)
    #expect(recording.run.ending == .exited(0))
    let seen = types(of: "churn", in: recording)
    #expect(seen["items"] == ["list[float]"])
    #expect(seen["table"] == ["dict[int, tuple[int, int]]"])
    #expect(seen["marks"] == ["set[int]"])
  }
}
