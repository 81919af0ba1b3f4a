import Advice
import Foundation
import ProfileModel
import PythonSyntax
import TestSupport
import Testing

@testable import Report

/// The schema in docs/, held against what is written.
@Suite("The reports' JSON schemas")
struct SchemaTests {
  private static func path(ofSchema name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/\(name).schema.json").path
  }

  private func python(_ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  private static let hasValidator: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import jsonschema"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Traced, its memory sampled, with a curve and a kernel.
  private static func full() throws -> ReportDocument {
    var document = try ReportTests.document()
    let place = TracedPlace(
      kind: .forLoop, file: "/project/a.py", qualifiedName: "f",
      range: SourceRange(line: 1, column: 0, endLine: 2, endColumn: 1),
      entries: 2, nanoseconds: 9, iterations: 7,
      trips: .init(least: 3, median: 3, most: 4), exits: .init(exhausted: 2))
    document.profile.recording.trace = Trace(
      places: [place],
      entries: [TracedEntry(place: 0, thread: 1, begin: 5, nanoseconds: 4)],
      filesLeftOut: [.init(file: "b.py", reason: "why")])
    document.profile.recording.memory = MemoryProfile(
      interval: 1024, peak: 4096,
      sites: [
        .init(stack: 0, allocated: 9000, freed: 5000, atPeak: 4000)
      ])
    document.profile.recording.observations.append(
      FunctionObservation(
        code: 0, looks: 9, variables: [],
        closeLook: CallObservation(
          count: 3, seconds: 1,
          arguments: [
            ObservedArgument(
              name: "values",
              types: [.init(type: .list(.float), count: 3)],
              lengths: 10...50_000)
          ])))
    document.growth = Growth(
      of: .init(command: "a.py 10", seconds: 1),
      among: [
        .init(command: "a.py 20", seconds: 2),
        .init(command: "a.py 40", seconds: 4.5),
      ])
    for id in document.profile.hotspots.map(\.id) {
      document.kernels[id] = "func f() {}"
    }
    document.notes = ["what is not known"]
    return document
  }

  /// Each with the name of its schema.
  private func documents() throws -> [(schema: String, json: Data)] {
    let blocker = KernelOutlook.Blocker(
      construct: "a set", line: 7, advice: "use a list")
    let reports = [
      try ReportTests.document(),
      try ReportTests.document(kernel: .unknown),
      try ReportTests.document(kernel: .translatable(.init(caller: "main"))),
      try ReportTests.document(kernel: .skeleton([blocker])),
      try ReportTests.document(samples: "- | 3 waiting"),
      try Self.full(),
    ]
    let one = try ReportTests.document().profile.recording
    let other = try ReportTests.document(
      samples: "score \u{1b}[1m.py:7 | 9000"
    ).profile.recording
    let comparison = ComparisonDocument(
      ProfileComparison(one, other, view: .cpu))
    return try reports.map { (schema: "report", json: $0.renderJSON()) }
      + [(schema: "diff", json: comparison.renderJSON())]
      + ProofDocumentTests.documents().map {
        (schema: "proof", json: $0.renderJSON())
      }
  }

  @Test(
    "Reports are valid by Python's jsonschema",
    .enabled(if: SchemaTests.hasValidator, "no jsonschema for python3"))
  func validation() throws {
    for (schema, json) in try documents() {
      let file = FileManager.default.temporaryDirectory
        .appendingPathComponent("report-\(UUID().uuidString).json")
      defer { try? FileManager.default.removeItem(at: file) }
      try json.write(to: file)
      let program = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1]))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(
            json.load(open(sys.argv[2])))
        """
      let (status, output) = try python(
        ["-c", program, Self.path(ofSchema: schema), file.path])
      #expect(status == 0, "\(output)")
    }
  }

  /// Without a validator: the fields of each object are those that the schema
  /// requires, no more and no fewer.
  @Test("Reports have the fields of the schema")
  func structure() throws {
    for (name, json) in try documents() {
      let url = URL(fileURLWithPath: Self.path(ofSchema: name))
      let schema = try #require(
        try JSONSerialization.jsonObject(with: Data(contentsOf: url))
          as? [String: Any])
      let definitions = try #require(schema["$defs"] as? [String: Any])
      let report = try JSONSerialization.jsonObject(with: json)
      check(report, schema, definitions, path: "$")
    }
  }

  private func check(
    _ value: Any, _ schema: [String: Any], _ definitions: [String: Any],
    path: String
  ) {
    var schema = schema
    if let reference = schema["$ref"] as? String,
      let name = reference.split(separator: "/").last,
      let definition = definitions[String(name)] as? [String: Any]
    {
      schema.merge(definition) { own, _ in own }
    }
    if let choices = schema["enum"] as? [Any] {
      let isListed = choices.contains {
        ($0 as? String) == (value as? String)
          && ($0 is NSNull) == (value is NSNull)
      }
      #expect(isListed, "\(path) is \(value)")
    }
    if let object = value as? [String: Any],
      let properties = schema["properties"] as? [String: [String: Any]]
    {
      let required = schema["required"] as? [String] ?? []
      #expect(Set(object.keys) == Set(required), "\(path)")
      #expect(Set(properties.keys) == Set(required), "\(path)")
      for (name, value) in object {
        check(
          value, properties[name] ?? [:], definitions, path: "\(path).\(name)")
      }
    }
    if let items = value as? [Any],
      let itemSchema = schema["items"] as? [String: Any]
    {
      for (index, item) in items.enumerated() {
        check(item, itemSchema, definitions, path: "\(path)[\(index)]")
      }
    }
  }
}
