import Foundation

/// A Python that kernels are run under.
struct PythonUnderTest: Hashable, Sendable, CustomStringConvertible {
  /// `3.11`.
  var version: String
  var executable: String
  /// Nil where the headers are not installed.
  var includeDirectory: String?

  var description: String { "Python \(version)" }

  /// Every supported one that is on PATH or among pyenv's, one for each
  /// version, oldest first.
  static let all: [PythonUnderTest] = {
    var found: [String: PythonUnderTest] = [:]
    for path in candidates {
      guard let python = PythonUnderTest(path),
        ["3.11", "3.12", "3.13", "3.14"].contains(python.version)
      else { continue }
      if found[python.version] == nil
        || found[python.version]?.includeDirectory == nil
      {
        found[python.version] = python
      }
    }
    return found.values.sorted { $0.version < $1.version }
  }()

  /// What kernels are compiled against: any version's headers do.
  static var headers: String? { all.compactMap(\.includeDirectory).first }

  private static var candidates: [String] {
    let environment = ProcessInfo.processInfo.environment
    var paths: [String] = []
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      for minor in 11...14 { paths.append("\(folder)/python3.\(minor)") }
    }
    let root =
      environment["PYENV_ROOT"] ?? (environment["HOME"] ?? "") + "/.pyenv"
    let versions =
      (try? FileManager.default.contentsOfDirectory(
        atPath: root + "/versions")) ?? []
    paths += versions.sorted().map { "\(root)/versions/\($0)/bin/python3" }
    return paths.filter { FileManager.default.isExecutableFile(atPath: $0) }
  }

  init?(_ path: String) {
    let program = """
      import os, sys, sysconfig
      include = sysconfig.get_path("include")
      there = os.path.exists(os.path.join(include, "Python.h"))
      print("%d.%d" % sys.version_info[:2])
      print(include if there else "")
      """
    guard
      let output = try? Command(path, ["-I", "-c", program]).run(),
      output.status == 0
    else { return nil }
    let lines = output.text.split(
      separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2 else { return nil }
    version = String(lines[0])
    executable = path
    includeDirectory = lines[1].isEmpty ? nil : String(lines[1])
  }
}

/// A program that is run to its end.
struct Command {
  var executable: String
  var arguments: [String]

  struct Output {
    var status: Int32
    var text: String
    var errors: String
  }

  init(_ executable: String, _ arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  func run(input: String = "") throws -> Output {
    let process = Process()
    if executable.hasPrefix("/") {
      process.executableURL = URL(fileURLWithPath: executable)
      process.arguments = arguments
    } else {
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = [executable] + arguments
    }
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func file(_ name: String, _ content: String) throws -> FileHandle {
      let url = folder.appendingPathComponent(name)
      try content.write(to: url, atomically: false, encoding: .utf8)
      return try FileHandle(forUpdating: url)
    }
    process.standardInput = try file("in", input)
    process.standardOutput = try file("out", "")
    process.standardError = try file("err", "")
    try process.run()
    process.waitUntilExit()
    func text(_ name: String) -> String {
      let data = try? Data(contentsOf: folder.appendingPathComponent(name))
      return String(decoding: data ?? Data(), as: UTF8.self)
    }
    return Output(
      status: process.terminationStatus, text: text("out"),
      errors: text("err"))
  }
}
