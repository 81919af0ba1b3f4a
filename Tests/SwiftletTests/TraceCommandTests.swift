import Foundation
import Testing

/// `--trace` counts exactly: a program whose counts are known.
@Suite("Tracing", .enabled(if: Swiftlet.understands("profile")))
struct TraceCommandTests {
  private static let program = """
    import sys
    import threading

    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    def search(values, wanted):
        for value in values:
            if value == wanted:
                break
            if value < 0:
                return None
            1 / value
        else:
            return False
        return True

    def count_down(n):
        while n > 0:
            n -= 1
            if n == 50:
                return n
        return n

    def pairs(n):
        return [(a, b) for a in range(n) for b in range(a)]

    def numbers(n):
        for i in range(n):
            yield i

    class Shape:
        def area(self):
            return self.helper(lambda x: x + 1)

        def helper(self, function):
            return function(1)

    def work(n):
        for i in range(n):
            Shape().area()

    fib(10)
    search([1, 2, 3], 2)
    search([1, 2, 3], 9)
    search([5, -1, 7], 9)
    try:
        search([4, 0], 9)
    except ZeroDivisionError:
        pass
    for start in (0, 3, 40, 60):
        count_down(start)
    pairs(5)
    for number in numbers(10):
        if number == 6:
            break
    threads = [threading.Thread(target=work, args=(100,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(sys.argv) > 1:
        import os
        for _ in range(3):
            os._exit(0)
    """

  private struct Counts: Decodable, Equatable {
    struct Trips: Decodable, Equatable { var least, median, most: Int }
    struct Exits: Decodable, Equatable {
      var exhausted, `break`, `return`, exception: Int

      init(_ exhausted: Int, _ break: Int, _ return: Int, _ exception: Int) {
        self.exhausted = exhausted
        self.break = `break`
        self.return = `return`
        self.exception = exception
      }
    }

    var kind: String
    var function: String
    var lines: [Int]
    var entries: Int
    var open: Int
    var iterations: Int?
    var trips: Trips?
    var exits: Exits?
    var seconds: Double?
  }

  private struct Report: Decodable {
    struct Trace: Decodable {
      var places: [Counts]
    }
    var trace: Trace?
  }

  private func counts(
    _ python: Python, arguments: [String] = []
  ) throws -> [String: Counts] {
    let scratch = try Scratch()
    try scratch.write(Self.program, to: "known.py")
    var program = Program(
      path: Swiftlet.path,
      arguments: [
        "run", "--trace", "--quiet", "--json", "report.json", "--python",
        python.path, "known.py",
      ] + arguments, directory: scratch.path)
    program.limit = 60
    let outcome = program.run()
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    let report = try JSONDecoder().decode(
      Report.self, from: Data(scratch.bytes(of: "report.json")))
    let places = try #require(report.trace).places
    // A name for each: its function, and how many of the kind came before.
    var named: [String: Counts] = [:]
    for place in places {
      let name = "\(place.function) \(place.kind)"
      let number = named.keys.count { $0.hasPrefix(name) }
      named[number == 0 ? name : "\(name) \(number + 1)"] = place
    }
    return named
  }

  @Test("counts every call, trip and exit", arguments: Python.all)
  func exact(python: Python) throws {
    let counts = try counts(python)
    func expect(
      _ name: String, _ entries: Int, _ iterations: Int? = nil,
      trips: (Int, Int, Int)? = nil, exits: Counts.Exits? = nil,
      location: SourceLocation = #_sourceLocation
    ) {
      let place = counts[name]
      #expect(place?.entries == entries, "\(name)", sourceLocation: location)
      #expect(place?.open == 0, "\(name)", sourceLocation: location)
      if let iterations {
        #expect(
          place?.iterations == iterations, "\(name)", sourceLocation: location)
      }
      if let trips {
        #expect(
          place?.trips
            == Counts.Trips(least: trips.0, median: trips.1, most: trips.2),
          "\(name)", sourceLocation: location)
      }
      if let exits {
        #expect(place?.exits == exits, "\(name)", sourceLocation: location)
      }
    }

    expect("fib function", 177, exits: .init(0, 0, 177, 0))
    expect("search function", 4, exits: .init(0, 0, 3, 1))
    expect(
      "search for", 4, 9, trips: (2, 2, 3), exits: .init(1, 1, 1, 1))
    expect(
      "count_down while", 4, 53, trips: (0, 3, 40), exits: .init(3, 0, 1, 0))
    expect("pairs for", 1, 5, exits: .init(1, 0, 0, 0))
    expect("pairs for 2", 5, 10, trips: (0, 2, 4))
    expect("numbers generator", 1)
    expect("numbers for", 1, 7)
    expect("work for", 3, 300, trips: (100, 100, 100))
    expect("Shape.area function", 300)
    expect("Shape.helper function", 300)
    expect("Shape.area.<locals>.<lambda> lambda", 300)
    expect("<module> for 2", 1, 7, exits: .init(0, 1, 0, 0))
    let work = try #require(counts["work function"]?.seconds)
    let area = try #require(counts["Shape.area function"]?.seconds)
    #expect(work > area && area > 0)
  }

  @Test("exports calls and loops as they ran, one inside the other")
  func timeline() throws {
    let scratch = try Scratch()
    try scratch.write(Self.program, to: "known.py")
    let made = scratch.swiftlet(
      "profile", "--trace", "-o", "known.swiftlet", "known.py")
    #expect(made.ending == .exited(0), "\(made.errors)")
    let exported = scratch.swiftlet(
      "export", "--format", "chrome", "-o", "known.json", "known.swiftlet")
    #expect(exported.ending == .exited(0), "\(exported.errors)")
    struct File: Decodable {
      struct Event: Decodable {
        var name, ph: String
        var tid: Int
        var ts, dur: Double?
      }
      var traceEvents: [Event]
    }
    let file = try JSONDecoder().decode(
      File.self, from: Data(scratch.bytes(of: "known.json")))
    let slices = file.traceEvents.filter { $0.ph == "X" }
    #expect(Set(slices.map(\.tid)).count == 4)
    #expect(slices.contains { $0.name == "__main__.fib" })
    for (_, slices) in Dictionary(grouping: slices, by: \.tid) {
      var open: [Double] = []
      for slice in slices {
        let begin = try #require(slice.ts)
        let end = try begin + #require(slice.dur)
        open.removeAll { $0 <= begin + 0.0005 }
        #expect(end <= (open.last ?? end) + 0.001, "\(slice.name)")
        open.append(end)
      }
    }
  }

  @Test("keeps what was counted before a sudden end")
  func suddenEnd() throws {
    let python = try #require(Python.all.first)
    let counts = try counts(python, arguments: ["now"])
    #expect(counts["fib function"]?.entries == 177)
    let last = counts.values.first { $0.open == 1 }
    #expect(last?.function == "<module>")
    #expect(last?.trips == nil)
  }
}
