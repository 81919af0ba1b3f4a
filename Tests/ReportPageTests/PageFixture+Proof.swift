import Foundation
import ProfileModel
import Proof
import PythonSyntax
import Report

@testable import Advice

extension PageFixture {
  /// The same run, traced, its memory sampled, of several sizes, with a change
  /// that was tried.
  static func proved() throws -> ProofDocument {
    var document = try document()
    let file = "/project/a<b>&\(combined).py"
    func place(_ kind: TracedPlace.Kind, _ name: String, _ lines: (Int, Int))
      -> TracedPlace
    {
      TracedPlace(
        kind: kind, file: file, qualifiedName: name,
        range: SourceRange(
          line: lines.0, column: 0, endLine: lines.1, endColumn: 9),
        entries: 12, nanoseconds: 3_000_000_000, iterations: 480,
        trips: kind.isLoop ? .init(least: 7, median: 40, most: 77) : nil,
        exits: .init(exhausted: 12))
    }
    let thread = document.profile.recording.threads[0].id
    document.profile.recording.trace = Trace(
      places: [
        place(.function, "rolling", (2, 8)), place(.forLoop, "rolling", (5, 7)),
        place(.function, evil, (1, 1)),
      ],
      entries: [
        TracedEntry(
          place: 0, thread: thread, begin: 0, nanoseconds: 3_000_000_000),
        TracedEntry(
          place: 1, thread: thread, begin: 5000, nanoseconds: 2_900_000_000),
        TracedEntry(
          place: 2, thread: thread, begin: 3_000_000_000, nanoseconds: 1000),
      ])
    document.profile.recording.memory = MemoryProfile(
      interval: 1_000_000, peak: 40_000_000,
      sites: [
        .init(
          stack: document.profile.recording.samples[2].stack,
          allocated: 90_000_000, freed: 50_000_000, atPeak: 40_000_000)
      ])
    document.profile.recording.observations[0].closeLook = CallObservation(
      count: 3, seconds: 1,
      arguments: [
        ObservedArgument(
          name: evil, types: [.init(type: .list(.float), count: 3)],
          lengths: 9...1_000_000)
      ])
    document.profile.recording.run.wallSeconds = 8
    document.growth = Growth(
      of: .init(command: "a.py 100", seconds: 8),
      among: [
        .init(command: "a.py 200", seconds: 32),
        .init(command: "a.py 50", seconds: 2),
      ])
    document.advice[0].alternatives.append(
      Advice.Alternative(
        pattern: "evil", verdict: .fixAlgorithm, lines: 6...6, share: 0.7,
        summary: "it does \(evil)", change: "do not", speedup: 2...3,
        diff: ["@@ -6,1 +6,1 @@", "-\(evil)", "+\(combined)"]))
    let change = PythonChange(
      hotspot: "H1", function: "__main__.rolling", pattern: "evil",
      change: "do not", file: file, qualifiedName: "rolling", firstLine: 2,
      changedFirstLine: 2, changedText: "")
    var proof = ProofReport(
      kernels: [
        KernelProof(
          hotspot: "H1", function: "__main__.rolling", status: .kept,
          why: "Equal, \(evil)", callsChecked: 20, speedup: 8,
          originalSeconds: 4, kernelSeconds: 0.5)
      ], runs: 5, beforeSeconds: 8, afterSeconds: 2, output: .same)
    proof.changes = [
      ChangeProof(
        change, .faster, why: "Equal, too.", beforeSeconds: 8, afterSeconds: 4)
    ]
    return ProofDocument(proof, of: document)
  }
}
