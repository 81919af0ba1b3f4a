import Foundation
import ProfileModel
import Recorder
import TestSupport
import Testing

@testable import Proof

extension ProverTests {
  private static let script =
    RollingKernel.python.components(separatedBy: "if __name__")[0] + """
      if __name__ == "__main__":
          with open(__file__ + ".runs", "a") as file:
              file.write("x")
          values = [float(i * 7919 % 1013) for i in range(1500)]
          for i in range(400):
              scores = rolling_score(values)
          print(sum(scores))

      """

  /// Some calls of `rolling_score`, as a recording has them.
  private func look(python: Interpreter) throws -> CallObservation {
    let program = """
      import base64, pickle
      def rolling_score(values):
          namespace = {}
          exec('''\(RollingKernel.python)''', namespace)
          return namespace["rolling_score"](values)
      for n in range(4):
          values = [k * 1.5 for k in range(n * 3)]
          for part in ((values,), rolling_score(values)):
              print(base64.b64encode(pickle.dumps(part)).decode())
      """
    let lines = try Shell.run([python.executable, "-c", program])
      .split(separator: "\n").compactMap { Data(base64Encoded: String($0)) }
    #expect(lines.count == 8)
    return CallObservation(
      count: 400, seconds: 1, ended: 400, endedSeconds: 0.9,
      arguments: [
        ObservedArgument(
          name: "values", types: [.init(type: .list(.float), count: 400)],
          lengths: 0...9)
      ],
      captured: stride(from: 0, to: 8, by: 2).map {
        CapturedCall(arguments: lines[$0], result: lines[$0 + 1])
      })
  }

  @Test("Calls that the recording has are replayed without another run")
  func recalled() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    func runs() -> Int {
      let path = folder.path + "/script.py.runs"
      defer { try? FileManager.default.removeItem(atPath: path) }
      return FileManager.default.contents(atPath: path)?.count ?? 0
    }
    let look = try look(python: python)
    let report = try prove(
      Self.script, sources: nil, python: python, pairs: 2, in: folder,
      look: look)
    let kernel = try #require(report.kernels.first)
    #expect(kernel.callsChecked == 4, "\(kernel.why)")
    #expect(kernel.variantsChecked > 20)
    #expect(report.output == .same)
    #expect(runs() == 4)
    #expect(kernel.scriptCalls == 400)

    // What they gave is not what the function gives now: they do not suffice.
    var stale = look
    stale.captured[1].result = look.captured[2].result
    let other = try prove(
      Self.script, sources: nil, python: python, pairs: 2, in: folder,
      look: stale)
    #expect(other.kernels.first?.callsChecked ?? 0 > 4)
    #expect(runs() == 5)
  }

  @Test("The script is timed at other sizes, and compared there too")
  func sizes() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let sized = Self.script().replacing("range(120)", with: "range(rounds)")
    let script = sized.replacing(
      "import sys\n", with: "import sys\nrounds = int((sys.argv + [120])[1])\n"
    )
    #expect(script.contains("range(rounds)"))
    let report = try prove(
      script, python: python, pairs: 2, in: folder, sizes: [60, 120, 240])
    #expect(report.sizes?.map(\.size) == [60, 120, 240])
    #expect(report.sizes?.allSatisfy { $0.afterSeconds > 0 } == true)
  }

  @Test("The project's tests run with the kernel in place, and can reject it")
  func userTests() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let tests = """
      import unittest

      import script

      class Scores(unittest.TestCase):
          def test_first(self):
              self.assertEqual(script.rolling_score([0.0]), [0.0])

          def test_that_fails_anyway(self):
              self.assertEqual(script.rolling_score([]), [1.0])

          def test_that_looks_inside(self):
              names = script.rolling_score.__code__.co_names
              self.assertEqual("DECAY" in names, EXPECTED)

      """
    func report(_ expected: String, _ file: String) throws -> ProofReport {
      let path = try folder.write(
        tests.replacing("EXPECTED", with: expected), to: file)
      return try prove(
        Self.script, sources: nil, python: python, pairs: 2, in: folder,
        tests: [path])
    }
    let kept = try report("\"DECAY\" in names", "test_kept.py")
    let proof = try #require(kept.userTests)
    #expect(proof.status == .same, "\(proof.why)")
    #expect(proof.calls >= 2 && proof.failed == 1 && proof.passed == 2)
    #expect(kept.kernels.first?.status == .kept)
    let broken = try report("True", "test_broken.py")
    #expect(broken.userTests?.status == .different)
    #expect(broken.kernels.first?.status == .rejected)
    #expect(broken.kernels.first?.why.contains("looks_inside") == true)
    let quiet = try prove(
      Self.script, sources: nil, python: python, pairs: 2, in: folder,
      tests: [try folder.write("x = 1\n", to: "test_none.py")])
    #expect(quiet.userTests?.status == .notReached)
  }
}
