import Foundation
import ProfileModel

@testable import Recorder

/// Records a script given as text, its output going to files of `folder`.
func record(
  _ source: String, with python: Interpreter, in folder: TemporaryFolder,
  arguments: [String] = [], rate: Double = 1000, capturesCalls: Bool = true,
  samplesMemory: Bool = false
) throws -> Recording {
  let script = try folder.write(source, to: "script.py")
  let output = folder.path + "/out"
  let error = folder.path + "/err"
  let files = try [output, error].map { path in
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw LaunchError.cannotStart(path) }
    return file
  }
  defer { for file in files { close(file) } }
  let launch = Launch(
    interpreter: python, target: .script(script), arguments: arguments)
  return try ScriptRecorder(
    rate: rate, capturesCalls: capturesCalls, samplesMemory: samplesMemory
  ).record(
    launch,
    files: ScriptProcess.StandardFiles(
      input: nil, output: files[0], error: files[1]))
}

extension Recording {
  /// The places on a stack, innermost first.
  func places(
    _ stack: Int?
  ) -> [(function: String, line: Int, file: String)] {
    var result: [(function: String, line: Int, file: String)] = []
    var next = stack
    while let index = next {
      let frame = frames[stacks[index].frame]
      let code = codes[frame.code]
      result.append(
        (code.qualifiedName, frame.position?.line ?? 0, code.file))
      next = stacks[index].parent
    }
    return result
  }

  /// Seconds by line of the innermost frame, in some states.
  func secondsByLine(_ states: Set<ThreadState> = .onCPU) -> [Int: Double] {
    var seconds: [Int: Double] = [:]
    for sample in samples where states.contains(sample.state) {
      guard let place = places(sample.stack).first else { continue }
      seconds[place.line, default: 0] += Double(sample.nanoseconds) / 1e9
    }
    return seconds
  }

  /// The share of a function, callees included, in some states.
  func share(
    of function: String, _ states: Set<ThreadState> = .onCPU
  ) -> Double {
    var part = 0
    var total = 0
    for sample in samples where states.contains(sample.state) {
      total += sample.nanoseconds
      if places(sample.stack).contains(where: { $0.function == function }) {
        part += sample.nanoseconds
      }
    }
    return total == 0 ? 0 : Double(part) / Double(total)
  }
}

extension Set<ThreadState> {
  static let onCPU = Self(ThreadState.allCases.filter(\.isOnCPU))
  static let offCPU = Self(ThreadState.allCases.filter { !$0.isOnCPU })
}
