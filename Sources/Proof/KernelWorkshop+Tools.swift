import Foundation
import Kernel
import Recorder

extension KernelWorkshop {
  /// The tools of this machine, kernels kept in `kernels` there.
  init(
    in home: WorkFolder, for interpreter: Interpreter,
    environment: [String: String], usesCache: Bool
  ) throws(ProofError) {
    self.init(
      folder: "\(home.path)/kernels",
      cache: usesCache ? KernelCache(environment: environment) : nil,
      isFresh: !usesCache,
      includeDirectory: try Self.includeDirectory(interpreter, environment),
      searchPath: try Self.compilerPath(environment),
      commands: {
        KernelBuild.commands(
          sources: $0, files: $1, includeDirectory: $2, output: $3)
      })
    try WorkFolder.make(folder)
  }

  /// The folders of PATH, the Swift compiler in one of them.
  static func compilerPath(
    _ environment: [String: String]
  ) throws(ProofError) -> [String] {
    let folders = (environment["PATH"] ?? "/usr/bin:/bin")
      .split(separator: ":").map(String.init)
    guard find("swiftc", in: folders) != nil else { throw .noSwiftCompiler }
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
