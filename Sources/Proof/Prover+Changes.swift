import Foundation
import ProfileModel
package import Recorder

extension Prover {
  /// Tries each change in the script, without touching a file: compares what
  /// the function gave and what the script printed, and measures.
  /// - Throws: `LaunchError`, `ProofError`.
  package func tryChanges(
    _ launch: Launch, _ changes: [PythonChange]
  ) throws -> [ChangeProof] {
    guard !changes.isEmpty else { return [] }
    let scratch = FileManager.default.temporaryDirectory.appending(
      path: "swiftlet-change-\(UUID().uuidString)"
    ).path
    do {
      try FileManager.default.createDirectory(
        atPath: scratch, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw ProofError.notWritable(
        path: scratch, reason: error.localizedDescription)
    }
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    return try changes.map {
      progress("trying: \($0.change)")
      return try ChangeTrial(
        prover: self, launch: launch, change: $0, scratch: scratch
      ).result()
    }
  }
}

/// One change, tried.
private struct ChangeTrial {
  var prover: Prover
  var launch: Launch
  var change: PythonChange
  var scratch: String

  private struct Comparison: Decodable {
    var checked: Int
    var mismatch: String?
  }

  func result() throws -> ChangeProof {
    guard let plain = program(changed: nil) else {
      return ChangeProof(
        change, .unknown,
        why: "Only scripts in a file, and modules, can be changed in memory.")
    }
    let text = "\(scratch)/changed.py"
    try? FileManager.default.removeItem(atPath: text)
    guard
      FileManager.default.createFile(
        atPath: text, contents: Data(change.changedText.utf8)),
      let changed = program(changed: text)
    else { throw ProofError.notWritable(path: text, reason: "cannot create") }

    // Started by our program, it has to be what it is when Python starts it.
    let original = try runs(launch).run(nil)
    let (before, after) = (
      capture(change.firstLine, "before"),
      capture(change.changedFirstLine, "after")
    )
    let first = try runs(plain).run(before)
    let second = try runs(changed).run(after)
    guard first.printsSame(as: original) else {
      return ChangeProof(
        change, .unknown,
        why: "The script's output varies from run to run, so it cannot be "
          + "compared.")
    }
    guard second.printsSame(as: first) else {
      return ChangeProof(
        change, .different, why: "With it the script's output is another.")
    }
    let calls = try compare(before.journal, after.journal)
    if let mismatch = calls.mismatch {
      return ChangeProof(
        change, .different, why: "Its results differ: \(mismatch).",
        callsChecked: calls.checked)
    }
    return try measured(plain, changed, callsChecked: calls.checked)
  }

  private func measured(
    _ plain: Launch, _ changed: Launch, callsChecked: Int
  ) throws -> ChangeProof {
    let comparison = try ScriptComparison(runs(plain), changed: runs(changed))
    let status: ChangeProof.Status
    let why: String
    switch comparison.output {
    case .different:
      (status, why) = (.different, "With it the script's output is another.")
    case .variesByItself:
      (status, why) = (
        .unknown,
        "The script's output varies from run to run, so it cannot be compared."
      )
    case .same where comparison.isClearlyFaster:
      let calls =
        callsChecked > 0
        ? " and the results of \(Bench.count(callsChecked, "call"))" : ""
      (status, why) = (.faster, "The output\(calls) are equal.")
    case .same:
      (status, why) = (
        .noFaster, "It is equal, but no gain can be told from noise."
      )
    }
    return ChangeProof(
      change, status, why: why, callsChecked: callsChecked,
      beforeSeconds: comparison.beforeSeconds,
      afterSeconds: comparison.afterSeconds)
  }

  private func runs(_ launch: Launch) -> ScriptComparison.Runs {
    ScriptComparison.Runs(
      runner: prover.runner, launch: launch, input: prover.input,
      scratch: scratch, pairs: min(prover.pairs, 5),
      secondsLimit: prover.secondsLimit)
  }

  /// The script, started by `change.py`; nil where that cannot be done.
  private func program(changed: String?) -> Launch? {
    let (kind, name): (String, String)
    switch launch.target {
    case .script(let path):
      var isDirectory: ObjCBool = false
      guard path != "-",
        unsafe FileManager.default.fileExists(
          atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue
      else { return nil }
      (kind, name) = ("script", path)
    case .module(let module): (kind, name) = ("module", module)
    case .code: return nil
    }
    let head = """
      KIND, NAME = \(literal(kind)), \(literal(name))
      FILE, CHANGED = \(literal(change.file)), \
      \(changed.map(literal) ?? "None")
      """
    let body = String(decoding: PackageResources.change_py, as: UTF8.self)
    return Launch(
      interpreter: launch.interpreter, target: .code("\(head)\n\(body)"),
      arguments: launch.arguments)
  }

  /// A JSON string is one of Python's, too, but for its `\/`.
  private func literal(_ text: String) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    let data = try? encoder.encode(text)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }

  private func capture(_ line: Int, _ name: String) -> Injection {
    let code = CodeObject(
      file: change.file, qualifiedName: change.qualifiedName, firstLine: line)
    return Injection(
      redirects: [Injection.Redirect(code: code, destination: .capture)],
      journal: "\(scratch)/\(name)-\(UUID().uuidString)")
  }

  private func compare(
    _ before: String, _ after: String
  ) throws -> Comparison {
    let files = FileManager.default
    guard files.fileExists(atPath: before), files.fileExists(atPath: after)
    else { return Comparison(checked: 0, mismatch: nil) }
    let program = ProofProgram.compareCalls
    let answer = try program.run(
      with: launch.interpreter, [before, after], timeoutSeconds: 120)
    do {
      return try JSONDecoder().decode(Comparison.self, from: answer.output)
    } catch {
      throw ProofError.noAnswer(program.name, answer.summary)
    }
  }
}

extension ScriptComparison {
  /// Runs the script as it is and changed, in turn.
  fileprivate init(_ runs: Runs, changed: Runs) throws {
    var (first, second): ([ScriptRun], [ScriptRun]) = ([], [])
    var pairs = runs.pairs
    while second.count < pairs {
      if second.count.isMultiple(of: 2) {
        first.append(try runs.run(nil))
        second.append(try changed.run(nil))
      } else {
        second.append(try changed.run(nil))
        first.append(try runs.run(nil))
      }
      let spent = (first + second).map(\.seconds).reduce(0, +)
      let each = spent / Double(second.count)
      pairs = min(pairs, max(2, Int(runs.secondsLimit / max(each, 0.001))))
    }
    let isSteady = first.allSatisfy { $0.printsSame(as: first[0]) }
    let isSame = second.allSatisfy { $0.printsSame(as: first[0]) }
    before = first.map(\.seconds)
    after = second.map(\.seconds)
    output = !isSteady ? .variesByItself : isSame ? .same : .different
    kernels = []
    calls = []
  }
}
