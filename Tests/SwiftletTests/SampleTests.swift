import Foundation
import Testing

@Suite(
  "Each sample gets the advice it was written for",
  .enabled(if: Swiftlet.understands("run")), .serialized)
struct SampleTests {
  @Test(.enabled(if: !Python.all.isEmpty), arguments: Sample.pure)
  func pure(sample: Sample) throws {
    try check(sample, with: Python.withNumPy ?? Python.all.first)
  }

  @Test(
    .enabled(if: Python.withNumPy != nil, "no Python here has NumPy"),
    arguments: Sample.numeric)
  func numeric(sample: Sample) throws {
    try check(sample, with: Python.withNumPy)
  }

  private func check(_ sample: Sample, with python: Python?) throws {
    let python = try #require(python)
    let scratch = try Scratch()
    let plain = Program(
      path: python.path, arguments: [sample.script], directory: scratch.path
    ).run()
    let outcome = scratch.swiftlet(
      "run", "--python", python.path, "--json", "report.json", sample.script,
      limit: 120)
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output == plain.output)
    let report = try ReportFile(at: scratch.file("report.json"))
    let expected = sample.expected
    guard let function = expected.function else {
      for hotspot in report.hotspots {
        #expect(
          hotspot.verdict == expected.verdict, "\(hotspot.function)")
        #expect(hotspot.reason == expected.reason, "\(hotspot.function)")
      }
      return
    }
    let hotspot = try #require(
      report.hotspots.first { $0.function == function },
      "\(function) is not among \(report.hotspots.map(\.function))")
    #expect(hotspot.file == sample.script)
    #expect(hotspot.lines == expected.lines)
    #expect(hotspot.verdict == expected.verdict)
    #expect(hotspot.reason == expected.reason)
    if let kernel = expected.kernel {
      #expect(hotspot.kernel?.status == kernel)
    }
    if expected.verdict != "stay" {
      #expect(report.hotspots.first?.function == function)
    }
    #expect(outcome.errors.contains(expected.verdict))
  }
}

@Suite(
  "Kernels for the samples are equal",
  .enabled(if: Swiftlet.understands("prove")), .serialized)
struct SampleProofTests {
  @Test(
    .enabled(if: !Python.all.isEmpty),
    arguments: ["power-sum", "rolling-score"])
  func equal(name: String) throws {
    let sample = try #require(Sample.named(name))
    let python = try #require(Python.withNumPy ?? Python.all.first)
    let scratch = try Scratch()
    let outcome = scratch.swiftlet(
      "prove", "--python", python.path, "--json", "proof.json", sample.script,
      limit: 300)
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    let proof = try ProofFile(at: scratch.file("proof.json"))
    let kernel = try #require(
      proof.kernels.first { $0.function == sample.expected.function })
    #expect(kernel.calls > 0)
    // How fast it is, is the machine's affair; that it is equal is not.
    if kernel.status == "kept" {
      #expect(proof.sameOutput == true)
    } else {
      #expect(kernel.why?.contains(/not faster|gains nothing/) == true)
    }
  }
}
