import Foundation
import Recorder

/// What another compiler, installed in the user's interpreter, makes of the
/// same function on the same calls.
package struct OtherCompiler: Codable, Equatable, Sendable {
  package enum Status: String, Codable, Sendable, CaseIterable {
    /// The same results, bit for bit.
    case equal
    case different
    /// It cannot compile the function as it stands, or not run it.
    case failed
  }

  package var name: String
  package var version: String
  package var status: Status
  /// What differs, or what it says.
  package var why: String
  /// Seconds in it on the calls, conversions of arguments included; and in the
  /// original.
  package var seconds: Double?
  package var originalSeconds: Double?
  /// Numba's in each process that has no cache of it, the others' once.
  package var compileSeconds: Double?

  package init(
    name: String, version: String, status: Status, why: String = "",
    seconds: Double? = nil, originalSeconds: Double? = nil,
    compileSeconds: Double? = nil
  ) {
    self.name = name
    self.version = version
    self.status = status
    self.why = why
    self.seconds = seconds
    self.originalSeconds = originalSeconds
    self.compileSeconds = compileSeconds
  }

  package var speedup: Double? {
    guard let seconds, let originalSeconds, seconds > 0 else { return nil }
    return originalSeconds / seconds
  }
}

extension Bench {
  /// Asks the compilers that are there; none where that fails.
  func others(
    than kernel: BuiltKernel, journal: String, target: Int
  ) -> [OtherCompiler] {
    prover.progress("asking other compilers about \(kernel.function)")
    let folder = "\(scratch)/others"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard (try? WorkFolder.make(folder)) != nil,
      let answer = try? ProofProgram.others.run(
        with: launch.interpreter,
        [
          journal, "\(target)", kernel.modules, kernel.name, kernel.function,
          folder,
        ] + searchPath, timeoutSeconds: 600)
    else { return [] }
    return
      (try? JSONDecoder().decode([OtherCompiler].self, from: answer.output))
      ?? []
  }
}
