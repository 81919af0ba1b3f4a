import Foundation
import Testing

/// What Python means, line by line: each call of the corpus gives the same
/// result, type, digits, changes to its arguments and exception, compiled or
/// not, on every Python there is.
@Suite("Kernels give exactly what Python gives")
struct ConformanceTests {
  @Test(
    .enabled(if: PythonUnderTest.headers != nil, "no Python.h"),
    arguments: Corpus.plain)
  func plain(corpus: Corpus) throws {
    try corpus.check(under: PythonUnderTest.all)
  }

  @Test(
    .enabled(if: Self.withNumPy != nil, "no Python here has NumPy"),
    arguments: Corpus.needingNumPy)
  func arrays(corpus: Corpus) throws {
    try corpus.check(under: [try #require(Self.withNumPy)])
  }

  /// `make corpus FILES=...`: what a file of functions translates to.
  @Test(.enabled(if: !Corpus.named.isEmpty), arguments: Corpus.named)
  func files(corpus: Corpus) throws {
    try corpus.check(under: [
      try #require(Self.withNumPy ?? PythonUnderTest.all.first)
    ])
  }

  /// The one named by `SWIFTLET_TEST_PYTHON`, else any that has NumPy.
  private static let withNumPy: PythonUnderTest? = {
    let named = ProcessInfo.processInfo.environment["SWIFTLET_TEST_PYTHON"]
    let others = PythonUnderTest.all.map(\.executable)
    let path = ((named.map { [$0] } ?? []) + others).first {
      (try? Command($0, ["-c", "import numpy"]).run())?.status == 0
    }
    guard let path else { return nil }
    return PythonUnderTest.all.first { $0.executable == path }
      ?? PythonUnderTest(path)
  }()
}
