import Foundation
import TestSupport
import Testing

@Suite("Tests on made-up inputs in packages")
struct RandomInputsTests {
  /// One that has pytest and Hypothesis.
  private static let python: String? = [
    ProcessInfo.processInfo.environment["SWIFTLET_TEST_PYTHON"], "python3",
  ].compactMap(\.self).first {
    (try? Shell.run([$0, "-c", "import hypothesis, pytest"])) != nil
  }

  @Test(
    "Hypothesis finds no difference, and shrinks one that there is",
    .enabled(
      if: python != nil && Shell.swiftCompiler != nil,
      "Hypothesis, pytest or swiftc is missing"))
  func made() throws {
    let python = try #require(Self.python)
    try withTemporaryFolder { folder in
      let package = try RollingKernel.translated()
      try package.write(to: folder + "/kernel")
      let sources = package.files.filter { $0.key.hasPrefix("swift/") }.map {
        (String($0.key.dropFirst("swift/".count)), $0.value)
      }
      try FileManager.default.moveItem(
        atPath: try RollingKernel.build(
          Dictionary(uniqueKeysWithValues: sources)),
        toPath: folder + "/kernel/src/rolling_kernel/_kernel.abi3.so")
      // A test that fails is what is wanted of one of them.
      let command = """
        cd '\(folder)/kernel' && PYTHONPATH=src '\(python)' -m pytest -q \
        -p no:cacheprovider tests 2>&1; true
        """
      let passed = try Shell.run(["sh", "-c", command])
      #expect(passed.contains(" passed"), "\(passed)")
      #expect(!passed.contains("failed") && !passed.contains("skipped"))
      let original = folder + "/kernel/src/rolling_kernel/_original.py"
      let text = try String(contentsOfFile: original, encoding: .utf8)
      try text.replacing("prev = 0.0", with: "prev = -0.0")
        .replacing("if v > prev:", with: "if v >= prev:")
        .write(toFile: original, atomically: true, encoding: .utf8)
      let failed = try Shell.run(["sh", "-c", command])
      // Shrunk, and shown as it can be typed in.
      #expect(failed.contains("arguments=(["), "\(failed)")
    }
  }
}
