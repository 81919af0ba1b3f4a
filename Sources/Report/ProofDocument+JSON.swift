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

  private func number(_ value: Double?) -> JSONValue {
    value.map { .number($0) } ?? .null
  }
}
