import Advice
package import Foundation
import ProfileModel

extension ReportDocument {
  /// SARIF 2.1.0, for hosts that annotate lines of code: one result for each
  /// hotspot with something to do, and for each change that was found in it.
  package func renderSARIF() -> Data {
    let results = entries.filter(\.advice.isAction).flatMap { hotspot, advice in
      [result(hotspot, advice)]
        // What decides is said already.
        + advice.alternatives.filter { $0.summary != advice.summary }
        .map { result($0, in: hotspot) }
    }
    let rules = Set(results.map(\.rule)).sorted()
    return JSONValue.object([
      "$schema": .string(
        "https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"),
      "runs": .array([
        .object([
          "tool": .object([
            "driver": .object([
              "name": .string("swiftlet"),
              "rules": .array(rules.map { rule($0) }),
            ])
          ]),
          "invocations": .array([
            .object([
              "commandLine": .string(profile.recording.run.commandLine),
              "executionSuccessful": .bool(true),
              "toolExecutionNotifications": .array(
                notes.map { .object(["message": message($0)]) }),
            ])
          ]),
          "originalUriBaseIds": .object([
            Self.root: .object([
              "uri": .string(
                Self.fileURI(profile.recording.run.workingDirectory + "/"))
            ])
          ]),
          "columnKind": .string("unicodeCodePoints"),
          "results": .array(results.map(\.json)),
        ])
      ]),
    ]).data
  }

  private static let root = "SRCROOT"

  private struct Result {
    var rule: String
    var json: JSONValue
  }

  private func result(_ hotspot: Hotspot, _ advice: Advice) -> Result {
    result(
      rule: advice.verdict.rawValue, in: hotspot, lines: hotspot.lines,
      text: "\(authorsName(hotspot.function)), "
        + "\(hotspot.shareText(in: profile)): "
        + "\(advice.summary.sentence) \(advice.action.sentence)"
        + (gainText(hotspot, advice).map { " \($0.sentence)" } ?? ""))
  }

  private func result(
    _ change: Advice.Alternative, in hotspot: Hotspot
  ) -> Result {
    result(
      rule: change.pattern, in: hotspot, lines: change.lines,
      text: "\(change.summary.sentence) \(change.change.sentence)")
  }

  private func result(
    rule: String, in hotspot: Hotspot, lines: ClosedRange<Int>, text: String
  ) -> Result {
    var location: [(String, JSONValue)] = []
    if hotspot.file.hasPrefix("/") {
      location.append(
        (
          "physicalLocation",
          .object([
            "artifactLocation": artifact(hotspot.file),
            "region": .object([
              "startLine": .int(lines.lowerBound),
              "endLine": .int(lines.upperBound),
            ]),
          ])
        ))
    }
    location.append(
      (
        "logicalLocations",
        .array([
          .object([
            "fullyQualifiedName": .string(hotspot.function),
            "kind": .string("function"),
          ])
        ])
      ))
    return Result(
      rule: rule,
      json: .object([
        "ruleId": .string(rule),
        "level": .string("note"),
        "message": message(text),
        "locations": .array([.object(.init(location))]),
        // Lines move; the function's name seldom does.
        "partialFingerprints": .object([
          "swiftletHotspot/v1": .string(
            "\(shortPath(hotspot.file)):\(hotspot.qualifiedName):\(rule)")
        ]),
        "properties": .object([
          "cpuShare": .number(hotspot.cpuShare.value),
          "cpuSeconds": .number(hotspot.cpuSeconds),
        ]),
      ]))
  }

  private func artifact(_ file: String) -> JSONValue {
    let short = shortPath(file)
    return short.hasPrefix("/")
      ? .object(["uri": .string(Self.fileURI(file))])
      : .object([
        "uri": .string(Self.escaped(short)), "uriBaseId": .string(Self.root),
      ])
  }

  private func message(_ text: String) -> JSONValue {
    .object(["text": .string(text)])
  }

  private func rule(_ id: String) -> JSONValue {
    let words = Verdict(rawValue: id)?.words ?? id
    return .object([
      "id": .string(id),
      "shortDescription": message(words),
      "defaultConfiguration": .object(["level": .string("note")]),
    ])
  }

  private static func fileURI(_ path: String) -> String {
    "file://" + escaped(path)
  }

  private static func escaped(_ path: String) -> String {
    let allowed = CharacterSet.urlPathAllowed.subtracting(
      CharacterSet(charactersIn: ":"))
    return path.addingPercentEncoding(withAllowedCharacters: allowed) ?? path
  }
}
