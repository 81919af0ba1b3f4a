import Foundation
import Kernel
import ProfileModel
import PythonSyntax
import TestSupport

/// Translates Python functions, builds them into one extension module and
/// runs calls on the original and on the kernel.
struct KernelLab {
  /// What a call did on one side.
  struct Side: Codable, Equatable {
    /// The result, each number as its `repr`, or `Exception: message`.
    var result: String
    /// The arguments afterwards, and which lists in arguments and result are
    /// one object.
    var arguments: String
  }

  struct Outcome: Codable {
    var call: String
    var original: Side
    var kernel: Side
    var fellBack: Bool

    var isEqual: Bool { original == kernel }
  }

  struct Report {
    /// One for each call, in order; calls of unknown functions are left out.
    var outcomes: [Outcome]
    var blockers: [Blocker]
    var sources: KernelSources

    /// The calls whose outcome differs, described.
    var differences: [String] {
      outcomes.filter { !$0.isEqual }.map { outcome in
        "\(outcome.call): original \(outcome.original), "
          + "kernel \(outcome.kernel)"
      }
    }

    var fallbacks: [String] { outcomes.filter(\.fellBack).map(\.call) }
  }

  private struct Observed: Decodable {
    var observations: [String: FunctionObservation]
    var signatures: [String: [KernelRequest.Signature]]
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
    /// With the sources, where it was the compiler that failed.
    var folder: URL?
  }

  /// A built kernel, to be run under any interpreter.
  let source: String
  let translation: Translation
  let folder: URL
  /// What was translated: the functions of the examples.
  let request: KernelRequest
  let names: [String]

  /// Translates and builds every function that the examples call: Python
  /// expressions such as `f([1.0], 2)`, whose arguments' types are what was
  /// observed.
  init(
    source: String, examples: [String],
    python: PythonUnderTest? = PythonUnderTest.all.first, build: Bool = true,
    only: [String]? = nil, isOptimized: Bool = true
  ) throws {
    guard let python, let headers = PythonUnderTest.headers else {
      throw Failure(description: "no Python with headers was found")
    }
    self.source = source
    let observed = try Command(python.executable, ["-c", LabProgram.observe])
      .run(input: Self.request(source, examples, folder: nil))
    guard observed.status == 0 else {
      throw Failure(description: observed.errors)
    }
    let seen = try JSONDecoder().decode(
      Observed.self, from: Data(observed.text.utf8))
    let observations = seen.observations
    names = observations.keys.sorted().filter {
      !$0.contains("<") && only?.contains($0) ?? true
    }
    var request = KernelRequest(
      module: try parsePython(source), source: source, moduleName: "lab",
      function: names.first ?? "", observations: observations)
    request.signatures = seen.signatures
    self.request = request
    translation = translate(request, functions: names)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "kernel-lab-\(UUID().uuidString)")
    if build { try self.build(headers: headers, isOptimized: isOptimized) }
  }

  /// Translates, builds and runs in one step.
  static func run(
    source: String, calls: [String], examples: [String]? = nil,
    python: PythonUnderTest? = PythonUnderTest.all.first
  ) throws -> Report {
    let lab = try KernelLab(source: source, examples: examples ?? calls)
    defer { lab.remove() }
    return try lab.run(calls, python: python)
  }

  /// Runs each call on fresh arguments: once the original, once the kernel.
  func run(
    _ calls: [String],
    python: PythonUnderTest? = PythonUnderTest.all.first
  ) throws -> Report {
    guard let python else {
      throw Failure(description: "no Python was found")
    }
    let output = try Command(python.executable, ["-c", LabProgram.compare])
      .run(input: Self.request(source, calls, folder: folder.path))
    guard output.status == 0 else {
      throw Failure(
        description: "exit \(output.status) under \(python): \(output.errors)")
    }
    return Report(
      outcomes: try JSONDecoder().decode(
        [Outcome].self, from: Data(output.text.utf8)),
      blockers: translation.blockers, sources: translation.sources)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  private func build(headers: String, isOptimized: Bool) throws {
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    let files = translation.sources.files
    for (name, text) in files {
      try text.write(
        to: folder.appendingPathComponent(name), atomically: false,
        encoding: .utf8)
    }
    let commands = KernelBuild.commands(
      sources: folder.path, files: files.keys,
      includeDirectory: headers,
      output: folder.appendingPathComponent("_kernel.abi3.so").path)
    for command in commands {
      let arguments = command.dropFirst().map { argument in
        !isOptimized && argument == "-Ounchecked" ? "-Onone" : argument
      }
      let output = try Command(command[0], arguments).run()
      guard output.status == 0 else {
        throw Failure(
          description: "\(output.errors)\n\(files["Kernel.swift"] ?? "")",
          folder: folder)
      }
    }
  }

  private static func request(
    _ source: String, _ calls: [String], folder: String?
  ) throws -> String {
    var fields: [String: Any] = ["source": source, "calls": calls]
    fields["folder"] = folder
    let data = try JSONSerialization.data(withJSONObject: fields)
    return String(decoding: data, as: UTF8.self)
  }
}
