import Foundation
import Kernel
import Recorder

/// A kernel package on disk, with its extension module beside its Python.
struct BuiltKernel: Equatable {
  /// The package's own folder.
  var folder: String
  /// The name to import.
  var name: String
  /// The function that replaces the hotspot's.
  var function: String
  /// What it takes from other files of the project.
  var links: [KernelLink] = []

  /// Where calls go that the kernel is for.
  var destination: Injection.Destination {
    .kernel(
      library: library, function: function,
      links: links.map {
        Injection.Link(
          name: $0.name, file: $0.file, original: $0.original,
          places: $0.locals)
      })
  }

  /// The folder from which the package is imported.
  var modules: String { "\(folder)/src" }
  var library: String { "\(modules)/\(name)/_kernel.abi3.so" }

  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }
}

/// Builds kernels with the compiler alone, in about a second, and keeps what
/// it built by content.
struct KernelWorkshop {
  /// Where built kernels are kept.
  let folder: String
  /// Where they are looked for first, if there is such a place.
  let cache: KernelCache?
  /// Each is built anew.
  let isFresh: Bool
  let includeDirectory: String
  let searchPath: [String]
  /// The commands that build the sources in a folder.
  let commands:
    @Sendable (
      _ sources: String, _ files: [String], _ include: String,
      _ output: String
    ) -> [[String]]

  enum Failure: Error, Equatable {
    /// The compiler's first error.
    case compiler(String)
  }

  func build(
    _ package: KernelPackage, function: String
  ) throws -> BuiltKernel {
    var hash = ContentHash()
    for (path, text) in package.files.sorted(by: { $0.key < $1.key }) {
      hash.add(path)
      hash.add(text)
    }
    let files = package.files.keys
      .filter { $0.hasPrefix("swift/") }
      .map { String($0.dropFirst("swift/".count)) }.sorted()
    let key = key(of: package, files)
    hash.add(key)
    let kernel = BuiltKernel(
      folder: "\(folder)/\(package.name)-\(hash.text)", name: package.name,
      function: function, links: package.links)
    if !isFresh, FileManager.default.fileExists(atPath: kernel.library) {
      return kernel
    }
    // It gets its name when it is complete.
    let draft = BuiltKernel(
      folder: "\(folder)/.\(UUID().uuidString)", name: package.name,
      function: function)
    defer { draft.remove() }
    try package.write(to: draft.folder)
    if cache?.take(key, to: draft.library) != true {
      for command in commands(
        "\(draft.folder)/swift", files, includeDirectory, draft.library)
      {
        try run(command)
      }
      cache?.keep(draft.library, as: key)
    }
    if isFresh { kernel.remove() }
    func move() throws {
      try FileManager.default.moveItem(
        atPath: draft.folder, toPath: kernel.folder)
    }
    do {
      try move()
    } catch {
      // Someone else was as far at the same moment, or half of one is there.
      if !FileManager.default.fileExists(atPath: kernel.library) {
        kernel.remove()
        try move()
      }
    }
    return kernel
  }

  private func run(_ command: [String]) throws {
    guard let name = command.first else { return }
    guard let program = Self.find(name, in: searchPath) else {
      throw ProofError.noSwiftCompiler
    }
    let answer: CapturedCommand
    do {
      answer = try CapturedCommand(
        program, Array(command.dropFirst()), timeoutSeconds: 300)
    } catch {
      throw Failure.compiler(error.description)
    }
    guard answer.status == 0 else {
      let lines = answer.errorText.split(separator: "\n")
      let first = lines.first { $0.contains("error:") } ?? lines.last
      throw Failure.compiler(first.map(String.init) ?? answer.summary)
    }
  }

  /// The file of a program, looked up as a shell does.
  static func find(_ name: String, in searchPath: [String]) -> String? {
    if name.contains("/") {
      return FileManager.default.isExecutableFile(atPath: name) ? name : nil
    }
    return searchPath.lazy.map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}
