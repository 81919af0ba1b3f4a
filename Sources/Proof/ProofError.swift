/// Why nothing can be proved. What is wrong with one kernel is no error, but
/// in its `KernelProof`.
package enum ProofError: Error, Equatable, CustomStringConvertible {
  case noSwiftCompiler
  case noHeaders(python: String)
  case notWritable(path: String, reason: String)
  /// A program of ours gave nothing that can be read.
  case noAnswer(String, String)

  package var description: String {
    switch self {
    case .noSwiftCompiler:
      "no Swift compiler (swiftc) on PATH, which builds the kernels; install Swift 6 from swift.org and put its bin folder on PATH"
    case .noHeaders(let python):
      "no Python.h for \(python), which kernels are built with; install it (Debian: apt-get install libpython3-dev)"
    case .notWritable(let path, let reason):
      "cannot write to '\(path)' (\(reason)); run in a folder you can write to"
    case .noAnswer(let program, let reason):
      "the check with \(program) gave no result (\(reason)); please report it"
    }
  }
}
