import Foundation
import Testing

/// Random functions, compiled many at a time, do on random arguments what
/// they do in Python. `make fuzz` goes on for longer, from another seed.
@Suite("Random functions give exactly what Python gives")
struct FuzzTests {
  private static let program =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fuzz/random_functions.py").path
  private static let environment = ProcessInfo.processInfo.environment
  /// Of its own, a number for each batch.
  fileprivate static let seed =
    environment["SWIFTLET_FUZZ_SEED"].flatMap(Int.init)
  private static let seconds =
    environment["SWIFTLET_FUZZ_SECONDS"].flatMap(Double.init) ?? 0

  @Test(.enabled(if: PythonUnderTest.headers != nil, "no Python.h"))
  func functions() throws {
    let pythons = PythonUnderTest.all
    let end = Date(timeIntervalSinceNow: Self.seconds)
    var tally = Corpus.Tally()
    var batch = Self.seed ?? 1
    var seen: Set<String> = []
    repeat {
      let python = pythons[batch % pythons.count]
      let optimization = Optimization(batch, isLong: Self.seed != nil)
      if Self.seed != nil { print("seed \(batch): \(tally)") }
      let corpus = try Corpus.random(
        [Self.program, "\(batch)", "\(optimization.functions)"],
        under: python, optimization)
      defer { corpus.remove() }
      for function in try corpus.differing(under: python, &tally) {
        // One of each kind of error is enough.
        let first = try corpus.describe(function, under: python)
        let kind = first.prefix { $0 != "\n" }
        let differs = first.contains(" differs")
        guard differs || seen.insert(String(kind)).inserted else { continue }
        let least =
          differs ? try smallest(corpus, function, python) : first
        Issue.record("seed \(batch), \(function): \(least)")
      }
      batch += 1
    } while Date() < end
    print("\(tally)\n\(tally.mostBlockers)")
    // Else it would say nothing.
    #expect(tally.native > tally.calls / 4, "\(tally)")
  }

  /// How a batch is compiled. Most of a long run's are not optimised: that
  /// takes a fifth of the time, and a sum that was taken to stay within 64
  /// bits and does not ends the process there.
  enum Optimization {
    case full
    case none

    init(_ batch: Int, isLong: Bool) {
      self = isLong && batch % 8 != 0 ? .none : .full
    }

    /// As many as the compiler takes in a minute or less.
    var functions: Int {
      switch self {
      case .full: FuzzTests.seed == nil ? 40 : 100
      case .none: 300
      }
    }
  }

  /// A description of what differs, with nothing in it that can be left out.
  private func smallest(
    _ corpus: Corpus.Random, _ function: String, _ python: PythonUnderTest
  ) throws -> String {
    var (current, name) = (corpus, function)
    var ignored = Corpus.Tally()
    while true {
      let smaller = try Corpus.random(
        [Self.program, "--without", current.path, name], under: python,
        corpus.optimization)
      guard
        let next = try smaller.differing(under: python, &ignored).first
      else {
        smaller.remove()
        return try current.describe(name, under: python)
      }
      if current.path != corpus.path { current.remove() }
      (current, name) = (smaller, next)
    }
  }
}

extension Corpus {
  /// How much was compared.
  struct Tally: CustomStringConvertible {
    var functions = 0
    var complete = 0
    var calls = 0
    var native = 0
    /// What keeps functions from being kernels.
    var blockers: [String: Int] = [:]

    var mostBlockers: String {
      blockers.sorted { $0.value > $1.value }.prefix(20)
        .map { "  \($0.value)  \($0.key)\n" }.joined()
    }

    var description: String {
      "\(functions) functions, \(complete) of them kernels; \(calls) calls, "
        + "\(native) of them run natively"
    }
  }

  /// A corpus in a folder of its own.
  struct Random {
    let path: String
    let optimization: FuzzTests.Optimization

    func remove() {
      try? FileManager.default.removeItem(
        at: URL(fileURLWithPath: path).deletingLastPathComponent())
    }
  }

  static func random(
    _ arguments: [String], under python: PythonUnderTest,
    _ optimization: FuzzTests.Optimization
  ) throws -> Random {
    let made = try Command(python.executable, arguments).run()
    try #require(made.status == 0, "\(made.errors)")
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent("corpus.py")
    try Data(made.text.utf8).write(to: file)
    return Random(path: file.path, optimization: optimization)
  }
}

extension Corpus.Random {
  private struct Counts: Decodable {
    var calls: Int
    var native: Int
  }

  private struct Contents: Decodable {
    var examples: [String]
  }

  /// The functions of which some call differs, or ends the process, or that
  /// the compiler refuses.
  func differing(
    under python: PythonUnderTest, _ tally: inout Corpus.Tally
  ) throws -> [String] {
    var refused: Set<String> = []
    var built: KernelLab?
    while built == nil {
      do {
        built = try lab(under: python) { !refused.contains($0) }
      } catch let failure as KernelLab.Failure {
        let found = failure.functions.subtracting(refused)
        guard !found.isEmpty else { throw failure }
        refused.formUnion(found)
      }
    }
    guard let lab = built else { return [] }
    defer { lab.remove() }
    let names = lab.translation.sources.functions.map(\.name)
    let text = lab.translation.sources.kernelText ?? ""
    let gaps = text.components(separatedBy: "a gap to fill").count - 1
    tally.functions += names.count
    tally.complete += names.count - gaps
    for blocker in lab.translation.blockers {
      tally.blockers[blocker.construct, default: 0] += 1
    }
    var found = refused.sorted()
    var output = try compare(lab, names, python)
    if output.status != 0 {
      // Some call ended the process: halves of halves tell which.
      found += try ending(lab, names, python)
      output.text = ""
    }
    let lines = output.text.split(separator: "\n").map { Data($0.utf8) }
    if let counts = lines.last.flatMap({
      try? JSONDecoder().decode(Counts.self, from: $0)
    }) {
      tally.calls += counts.calls
      tally.native += counts.native
    }
    for line in lines {
      let problem = try? JSONDecoder().decode(Corpus.Problem.self, from: line)
      if let problem, !found.contains(problem.function) {
        found.append(problem.function)
      }
    }
    return found
  }

  /// Those of the functions that end the process.
  private func ending(
    _ lab: KernelLab, _ names: [String], _ python: PythonUnderTest
  ) throws -> [String] {
    if names.isEmpty { return [] }
    if try compare(lab, names, python).status == 0 { return [] }
    if names.count == 1 { return names }
    let middle = names.count / 2
    return try ending(lab, Array(names[..<middle]), python)
      + ending(lab, Array(names[middle...]), python)
  }

  /// The function, and what is wrong with it.
  func describe(
    _ name: String, under python: PythonUnderTest
  ) throws -> String {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let function =
      text.components(separatedBy: "\n\n\n").first {
        $0.contains("def \(name)(")
      } ?? ""
    let lab: KernelLab
    do {
      lab = try self.lab(under: python) { $0 == name }
    } catch let failure as KernelLab.Failure {
      return "\(failure.errors.first ?? failure.description)\n\(function)"
    }
    defer { lab.remove() }
    let output = try compare(lab, [name], python)
    let problem = output.text.split(separator: "\n").first.flatMap {
      try? JSONDecoder().decode(Corpus.Problem.self, from: Data($0.utf8))
    }
    let what = problem?.description ?? "exit \(output.status): \(output.errors)"
    return "\(what)\n\(function)"
  }

  private func lab(
    under python: PythonUnderTest, only isWanted: (String) -> Bool
  ) throws -> KernelLab {
    let listed = try Command(
      python.executable, [Corpus.program, path, "--list"]
    ).run()
    try #require(listed.status == 0, "\(listed.errors)")
    let contents = try JSONDecoder().decode(
      Contents.self, from: Data(listed.text.utf8))
    return try KernelLab(
      source: try String(contentsOfFile: path, encoding: .utf8),
      examples: contents.examples.filter {
        isWanted(String($0.prefix { $0 != "(" }))
      }, python: python, isOptimized: optimization == .full)
  }

  private func compare(
    _ lab: KernelLab, _ names: [String], _ python: PythonUnderTest
  ) throws -> Command.Output {
    try Command(
      python.executable, [Corpus.program, path, lab.folder.path] + names
    ).run()
  }
}

extension KernelLab.Failure {
  /// The compiler's messages, without the places.
  fileprivate var errors: [String] {
    description.matches(of: /: error: (.*)/).map { String($0.1) }
  }

  /// The functions that it does not compile; `remove`s what was written.
  fileprivate var functions: Set<String> {
    guard let folder else { return [] }
    defer { try? FileManager.default.removeItem(at: folder) }
    var found: Set<String> = []
    for match in description.matches(of: #/(\w+\.swift):(\d+):\d+: error:/#) {
      let file = folder.appendingPathComponent(String(match.1))
      let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let above = lines.prefix(Int(match.2) ?? 0).joined(separator: "\n")
      let names = above.matches(of: /(?:func|try) ([fg]\d+)\(/)
      if let name = names.last { found.insert(String(name.1)) }
    }
    return found
  }
}
