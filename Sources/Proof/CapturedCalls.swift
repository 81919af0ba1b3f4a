import Foundation
import Kernel
import ProfileModel
import Recorder

/// What a capture run found out about one function.
struct CapturedCalls: Codable, Equatable {
  /// From outside the function; at least, where there were very many.
  var calls: Int
  /// Those whose arguments were written down.
  var recorded: Int
  /// In the function, what it calls included.
  var seconds: Double
  /// Whether the kernel was loaded, in a run with kernels.
  var loaded: Bool?
  var notes: [String]
  /// The exact types of each parameter.
  var parameters: [[ObservedVariable.TypeCount]]
  /// Those of attributes, by the qualified name of the instances' class.
  var attributes: [String: [ObservedVariable]]
  /// How the calls differed, the most frequent first.
  var signatures: [KernelRequest.Signature]

  static let none = CapturedCalls(
    calls: 0, recorded: 0, seconds: 0, loaded: nil, notes: [], parameters: [],
    attributes: [:], signatures: [])

  /// On average they hold too little for a kernel.
  var areShort: Bool {
    seconds < KernelCut.leastSecondsPerCall * Double(calls)
  }

  /// What is known of each redirect of an injection that has run.
  /// - Throws: `ProofError.noAnswer`.
  static func read(
    _ injection: Injection, _ interpreter: Interpreter
  ) throws(ProofError) -> [CapturedCalls] {
    try read(
      injection.journal, count: injection.redirects.count, interpreter)
  }

  /// What a journal has on each of so many targets.
  /// - Throws: `ProofError.noAnswer`.
  static func read(
    _ journal: String, count: Int, _ interpreter: Interpreter
  ) throws(ProofError) -> [CapturedCalls] {
    guard FileManager.default.fileExists(atPath: journal) else {
      return Array(repeating: none, count: count)
    }
    let program = ProofProgram.describeCalls
    let answer = try program.run(
      with: interpreter, [journal, "\(count)"], timeoutSeconds: 120)
    do {
      return try JSONDecoder().decode([CapturedCalls].self, from: answer.output)
    } catch {
      throw .noAnswer(program.name, answer.summary)
    }
  }

  /// An observation with the sampled types of the parameters replaced by the
  /// exact ones.
  func refined(
    _ observation: FunctionObservation?, code: Int, names: [String]
  ) -> FunctionObservation {
    var result =
      observation ?? FunctionObservation(code: code, looks: 0, variables: [])
    result.calls = calls
    guard parameters.count == names.count else { return result }
    let locals = result.variables.filter { !names.contains($0.name) }
    result.variables =
      zip(names, parameters).map {
        ObservedVariable(name: $0, isParameter: true, types: $1)
      } + locals
    return result
  }
}
