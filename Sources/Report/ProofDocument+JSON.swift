import Advice
package import Foundation
import Proof

extension ProofDocument {
  /// The version of the format that `docs/proof.schema.json` describes.
  package static let schema = "swiftlet-proof-1"

  package func renderJSON() -> Data { json.data }

  private var json: JSONValue {
    .object([
      "schema": .string(Self.schema),
      "script": .string(report.targetName),
      "kernels": .array(proof.kernels.map { json($0) }),
      "runs": .int(proof.runs),
      "before_seconds": number(proof.beforeSeconds),
      "after_seconds": number(proof.afterSeconds),
      "speedup": number(speedup),
      "same_output": proof.sameOutput.map { .bool($0) } ?? .null,
      "output": .optional(proof.output?.rawValue),
      "before_cpu_seconds": number(proof.beforeCPUSeconds),
      "after_cpu_seconds": number(proof.afterCPUSeconds),
      "before_peak_bytes": count(proof.beforePeakBytes),
      "after_peak_bytes": count(proof.afterPeakBytes),
      "limit_seconds": number(proof.limitSeconds),
      "sizes": proof.sizes.map { json($0) } ?? .null,
      "user_tests": proof.userTests.map { json($0) } ?? .null,
      "changes": proof.changes.map { .array($0.map { json($0) }) } ?? .null,
      "notes": .strings(proof.notes),
    ])
  }

  private func json(_ kernel: KernelProof) -> JSONValue {
    .object([
      "hotspot": .string(kernel.hotspot),
      "function": .string(kernel.function),
      "status": .string(kernel.status.rawValue),
      "why": .string(kernel.why),
      "calls_checked": .int(kernel.callsChecked),
      "variants_checked": .int(kernel.variantsChecked),
      "fallbacks": .int(kernel.fallbacks),
      "speedup": number(kernel.speedup),
      "original_seconds": number(kernel.originalSeconds),
      "kernel_seconds": number(kernel.kernelSeconds),
      "crossing_share": number(kernel.crossingShare),
      "shared_loops": count(kernel.sharedLoops),
      "script_calls": count(kernel.scriptCalls),
      "script_fallbacks": count(kernel.scriptFallbacks),
      "others": kernel.others.map { .array($0.map { json($0) }) } ?? .null,
    ])
  }

  private func json(_ sizes: [SizeProof]) -> JSONValue {
    let growth = report.growth.flatMap { $0.pointsAfter.isEmpty ? nil : $0 }
    let rooms =
      growth == nil ? [] : report.rooms(provedSeconds: proof.afterSeconds)
    return .object([
      "runs": .array(
        sizes.map { size in
          .object([
            "size": .number(size.size), "pairs": .int(size.runs),
            "before_seconds": .number(size.beforeSeconds),
            "after_seconds": .number(size.afterSeconds),
          ])
        }),
      "exponent": number(growth?.exponent),
      "exponent_interval": growth?.interval.map { .interval($0) } ?? .null,
      "start_seconds": number(growth?.start),
      "largest": .array(
        rooms.map { room in
          .object([
            "band": .string(room.band.name), "before": .string(room.now),
            "after": .optional(room.after),
          ])
        }),
    ])
  }

  private func json(_ other: OtherCompiler) -> JSONValue {
    .object([
      "name": .string(other.name),
      "version": .string(other.version),
      "status": .string(other.status.rawValue),
      "why": .string(other.why),
      "seconds": number(other.seconds),
      "original_seconds": number(other.originalSeconds),
      "compile_seconds": number(other.compileSeconds),
    ])
  }

  private func json(_ tests: UserTestsProof) -> JSONValue {
    .object([
      "status": .string(tests.status.rawValue),
      "why": .string(tests.why),
      "files": .strings(tests.files),
      "passed": .int(tests.passed),
      "failed": .int(tests.failed),
      "calls": .int(tests.calls),
      "fallbacks": .int(tests.fallbacks),
    ])
  }

  private func json(_ change: ChangeProof) -> JSONValue {
    .object([
      "hotspot": .string(change.hotspot),
      "function": .string(change.function),
      "pattern": .string(change.pattern),
      "change": .string(change.change),
      "status": .string(change.status.rawValue),
      "why": .string(change.why),
      "calls_checked": .int(change.callsChecked),
      "before_seconds": number(change.beforeSeconds),
      "after_seconds": number(change.afterSeconds),
      "speedup": number(change.speedup),
    ])
  }

  private func count(_ value: Int?) -> JSONValue {
    value.map { .int($0) } ?? .null
  }

  private func number(_ value: Double?) -> JSONValue {
    value.map { .number($0) } ?? .null
  }
}
