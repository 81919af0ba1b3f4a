import Foundation
import Kernel
import ProfileModel
import Recorder

/// Where one proof is carried out: its folders, its tools and its runs.
struct Bench {
  let prover: Prover
  let launch: Launch
  let workshop: KernelWorkshop
  /// A private folder that goes away with the proof.
  let scratch: String
  /// Where nothing could be kept in the working directory: kernels go away
  /// with the proof too.
  private let temporaryHome: String?

  init(_ prover: Prover, _ launch: Launch) throws {
    self.prover = prover
    self.launch = launch
    let searchPath = try Self.compilerPath(prover.environment)
    let (home, isTemporary) = try Self.home(in: prover.workingDirectory)
    workshop = KernelWorkshop(
      folder: "\(home)/kernels",
      includeDirectory: try Self.includeDirectory(
        launch.interpreter, prover.environment),
      searchPath: searchPath,
      commands: {
        KernelBuild.commands(
          sources: $0, files: $1, includeDirectory: $2, output: $3)
      })
    scratch = "\(home)/proof-\(UUID().uuidString)"
    temporaryHome = isTemporary ? home : nil
    try Self.make(workshop.folder)
    try Self.make(scratch)
    for folder in [home, workshop.folder] { Self.removeLeftovers(in: folder) }
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: temporaryHome ?? scratch)
  }

  /// What an interrupted proof could not remove, an hour later.
  private static func removeLeftovers(in folder: String) {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix("proof-") || name.count == 37 {
      let path = "\(folder)/\(name)"
      let date = try? files.attributesOfItem(atPath: path)[.modificationDate]
      if let date = date as? Date, date.timeIntervalSinceNow < -3600 {
        try? files.removeItem(atPath: path)
      }
    }
  }

  var runs: ScriptComparison.Runs {
    var launch = launch
    launch.injection = nil
    return ScriptComparison.Runs(
      runner: prover.runner, launch: launch, input: prover.input,
      scratch: scratch, pairs: prover.pairs,
      secondsLimit: prover.secondsLimit)
  }

  /// `.swiftlet` in the working directory, else a temporary folder.
  private static func home(
    in workingDirectory: String
  ) throws(ProofError) -> (path: String, isTemporary: Bool) {
    let home = "\(workingDirectory)/.swiftlet"
    do {
      try make(home)
      let ignore = "\(home)/.gitignore"
      if !FileManager.default.fileExists(atPath: ignore) {
        try Data("*\n".utf8).write(to: URL(filePath: ignore))
      }
      guard FileManager.default.isWritableFile(atPath: home) else {
        throw ProofError.notWritable(path: home, reason: "read-only")
      }
      return (home, false)
    } catch {
      let home = FileManager.default.temporaryDirectory.appending(
        path: "swiftlet-\(UUID().uuidString)"
      ).path
      try make(home)
      return (home, true)
    }
  }

  private static func make(_ folder: String) throws(ProofError) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw .notWritable(path: folder, reason: error.localizedDescription)
    }
  }

  /// The folders of PATH, the Swift compiler in one of them.
  static func compilerPath(
    _ environment: [String: String]
  ) throws(ProofError) -> [String] {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin")
      .split(separator: ":").map(String.init)
    guard KernelWorkshop.find("swiftc", in: folders) != nil else {
      throw .noSwiftCompiler
    }
    return folders
  }

  /// The headers of any supported version will do: kernels are compiled
  /// against the stable ABI.
  static func includeDirectory(
    _ interpreter: Interpreter, _ environment: [String: String]
  ) throws(ProofError) -> String {
    if let directory = interpreter.includeDirectory { return directory }
    for candidate in Interpreter.candidates(environment: environment) {
      if case .success(let other) = candidate.result,
        let directory = other.includeDirectory
      {
        return directory
      }
    }
    throw .noHeaders(python: interpreter.executable)
  }
}
