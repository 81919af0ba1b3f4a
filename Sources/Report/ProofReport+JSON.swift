package import Foundation
package import Proof

extension ProofReport {
  /// The version of the format that `docs/proof.schema.json` describes.
  package static let schema = "swiftlet-proof-1"

  package func renderJSON() -> Data { json.data }

  private var json: JSONValue {
    .object([
      "schema": .string(Self.schema),
      "kernels": .array(kernels.map { json($0) }),
      "runs": .int(runs),
      "before_seconds": number(beforeSeconds),
      "after_seconds": number(afterSeconds),
      "speedup": number(speedup),
      "same_output": sameOutput.map { .bool($0) } ?? .null,
      "output": .optional(output?.rawValue),
      "notes": .strings(notes),
    ])
  }

  /// Of the whole script; nil where it was not run both ways.
  var speedup: Double? {
    guard let beforeSeconds, let afterSeconds, afterSeconds > 0 else {
      return nil
    }
    return beforeSeconds / afterSeconds
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

  private func number(_ value: Double?) -> JSONValue {
    value.map { .number($0) } ?? .null
  }
}
