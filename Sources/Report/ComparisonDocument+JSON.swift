package import Foundation
import ProfileModel

extension ComparisonDocument {
  /// The version of the format that `docs/diff.schema.json` describes.
  package static let schema = "swiftlet-diff-1"

  package func renderJSON() -> Data { json.data }

  private var json: JSONValue {
    .object([
      "schema": .string(Self.schema),
      "view": .string(comparison.view.rawValue),
      "before": json(comparison.before),
      "after": json(comparison.after),
      "changes": .array(comparison.changes.map { json($0) }),
    ])
  }

  private func json(_ side: ProfileComparison.Side) -> JSONValue {
    .object([
      "script": .string(side.run.targetName),
      "seconds": .number(side.seconds),
      "samples": .int(side.samples),
    ])
  }

  private func json(_ change: ProfileComparison.Change) -> JSONValue {
    .object([
      "kind": .string(change.kind.rawValue),
      "function": .string(change.function),
      "file": .string(change.file),
      "lines_before": change.linesBefore.map { .lines($0) } ?? .null,
      "lines_after": change.linesAfter.map { .lines($0) } ?? .null,
      "before_seconds": json(change.before),
      "after_seconds": json(change.after),
      "difference_seconds": json(change.difference),
      "verdict": .string(change.verdict.rawValue),
    ])
  }

  private func json(_ seconds: ProfileComparison.Seconds) -> JSONValue {
    .object([
      "value": .number(seconds.value),
      "interval": .interval(seconds.interval),
    ])
  }
}
