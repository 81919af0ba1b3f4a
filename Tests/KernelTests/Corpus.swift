import Foundation
import Testing

/// A file of `Conformance`: functions, and calls of them in tables.
struct Corpus: CustomTestStringConvertible, Sendable {
  /// A call that was not done as it must be.
  struct Problem: Decodable, CustomStringConvertible {
    var problem: String
    var function: String
    var call: String
    var expected: String
    var actual: String

    var description: String {
      problem == "differs"
        ? "\(call) differs: \(expected) became \(actual)"
        : "\(call) \(problem)"
    }
  }

  private struct Contents: Decodable {
    var examples: [String]
    var required: [String]
  }

  var name: String

  var testDescription: String { name }

  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().appendingPathComponent("Conformance")
  static let program =
    folder.appendingPathComponent("compare_calls.py").path

  static let all: [Corpus] = {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter {
      $0.hasSuffix(".py") && $0 != "compare_calls.py"
    }.map { Corpus(name: String($0.dropLast(3))) }
  }()

  static let needingNumPy = all.filter { $0.name.hasPrefix("numpy") }
  static let plain = all.filter { !$0.name.hasPrefix("numpy") }

  /// Those named by `SWIFTLET_CORPUS`: paths of files, separated by colons.
  static let named: [Corpus] = {
    let paths = ProcessInfo.processInfo.environment["SWIFTLET_CORPUS"] ?? ""
    return paths.split(separator: ":").map {
      Corpus(
        name: URL(fileURLWithPath: String($0)).lastPathComponent,
        file: String($0))
    }
  }()

  /// Where it is not one of the suite's.
  private var file: String?

  init(name: String, file: String? = nil) {
    self.name = name
    self.file = file
  }

  var path: String {
    file ?? Self.folder.appendingPathComponent("\(name).py").path
  }

  /// Builds the kernels once and tries every call under each of the Pythons.
  func check(under pythons: [PythonUnderTest]) throws {
    let first = try #require(pythons.first)
    let lab = try lab(under: first)
    defer { discard(lab) }
    for python in pythons {
      for problem in try problems(of: lab, under: python) {
        Issue.record("\(name), \(python): \(problem)")
      }
    }
  }

  /// The kernels of a named file stay in a folder of the one that
  /// `SWIFTLET_KEPT_KERNELS` names.
  private func discard(_ lab: KernelLab) {
    let environment = ProcessInfo.processInfo.environment
    if let file, let folder = environment["SWIFTLET_KEPT_KERNELS"] {
      let kept = URL(fileURLWithPath: folder).appendingPathComponent(
        URL(fileURLWithPath: file).deletingPathExtension().lastPathComponent)
      let files = FileManager.default
      try? files.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
      try? files.removeItem(at: kept)
      try? files.copyItem(at: lab.folder, to: kept)
    }
    lab.remove()
  }

  /// The kernels, complete where they must be.
  func lab(under python: PythonUnderTest) throws -> KernelLab {
    let contents = try contents(under: python)
    let lab = try KernelLab(
      source: try String(contentsOfFile: path, encoding: .utf8),
      examples: contents.examples, python: python)
    let complete = Set(lab.translation.sources.functions.map(\.name))
    for function in contents.required where !complete.contains(function) {
      Issue.record("\(name).\(function) is no complete kernel")
    }
    for blocker in lab.translation.blockers where file != nil {
      print("\(name), line \(blocker.range.line): \(blocker.construct)")
    }
    return lab
  }

  private func contents(under python: PythonUnderTest) throws -> Contents {
    let listed = try Command(python.executable, [Self.program, path, "--list"])
      .run()
    try #require(listed.status == 0, "\(listed.errors)")
    return try JSONDecoder().decode(
      Contents.self, from: Data(listed.text.utf8))
  }

  /// With variables of the environment besides those that there are.
  func problems(
    of lab: KernelLab, under python: PythonUnderTest,
    environment: [String] = []
  ) throws -> [Problem] {
    let compared = try Command(
      "/usr/bin/env",
      environment + [python.executable, Self.program, path, lab.folder.path]
    ).run()
    try #require(
      compared.status == 0,
      "\(name), \(python): exit \(compared.status): \(compared.errors)")
    return compared.text.split(separator: "\n").dropLast().compactMap {
      try? JSONDecoder().decode(Problem.self, from: Data($0.utf8))
    }
  }
}
