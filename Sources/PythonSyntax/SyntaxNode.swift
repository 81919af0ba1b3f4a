package import Foundation

/// What went wrong while reading a syntax tree.
package enum SyntaxTreeError: Error, Equatable, CustomStringConvertible {
  /// The source is not valid Python; the text is CPython's own message.
  case invalidSource(String)
  /// The JSON is not a tree that `dump_ast.py` writes.
  case malformed(String)

  package var description: String {
    switch self {
    case .invalidSource(let message): message
    case .malformed(let what): "The syntax tree is damaged: \(what)."
    }
  }
}

/// One node of the JSON that `dump_ast.py` writes, before it is given a type.
struct SyntaxNode {
  let kind: String
  let range: SourceRange
  private let fields: [String: Any]
  /// How many lines the whole source stands below the first one.
  private let linesAbove: Int

  init(_ value: Any?, linesAbove: Int) throws {
    self.linesAbove = linesAbove
    guard let fields = value as? [String: Any],
      let kind = fields["_"] as? String
    else {
      throw SyntaxTreeError.malformed("a node has no class")
    }
    self.kind = kind
    self.fields = fields
    if let place = fields["@"] as? [Int], place.count == 4 {
      range = SourceRange(
        line: place[0] + linesAbove, column: place[1],
        endLine: place[2] + linesAbove, endColumn: place[3])
    } else {
      range = SourceRange(line: 0, column: 0, endLine: 0, endColumn: 0)
    }
  }

  func node(_ name: String) throws -> SyntaxNode {
    guard let node = try optionalNode(name) else {
      throw SyntaxTreeError.malformed("\(kind) has no \(name)")
    }
    return node
  }

  func optionalNode(_ name: String) throws -> SyntaxNode? {
    guard let value = fields[name], !(value is NSNull) else { return nil }
    return try SyntaxNode(value, linesAbove: linesAbove)
  }

  func nodes(_ name: String) throws -> [SyntaxNode] {
    try elements(name).map { try SyntaxNode($0, linesAbove: linesAbove) }
  }

  /// A list in which `null` stands for an absent node.
  func optionalNodes(_ name: String) throws -> [SyntaxNode?] {
    try elements(name).map {
      $0 is NSNull ? nil : try SyntaxNode($0, linesAbove: linesAbove)
    }
  }

  func string(_ name: String) throws -> String {
    guard let text = fields[name] as? String else {
      throw SyntaxTreeError.malformed("\(kind) has no \(name)")
    }
    return text
  }

  func optionalString(_ name: String) -> String? { fields[name] as? String }

  func strings(_ name: String) -> [String] {
    fields[name] as? [String] ?? []
  }

  func int(_ name: String) -> Int { fields[name] as? Int ?? 0 }

  private func elements(_ name: String) throws -> [Any] {
    guard let list = fields[name] as? [Any] else {
      throw SyntaxTreeError.malformed("\(kind) has no list \(name)")
    }
    return list
  }
}

extension Module {
  /// The program for CPython that writes a source's tree as JSON, taking the
  /// path of the source, or `-` for standard input.
  package static var dumpProgram: String {
    String(decoding: PackageResources.dump_ast_py, as: UTF8.self)
  }

  /// Reads what `dumpProgram` wrote. Its places are as if so many lines stood
  /// above the source.
  /// - Throws: `SyntaxTreeError`.
  package init(json: Data, linesAbove: Int = 0) throws {
    let value: Any
    do {
      value = try JSONSerialization.jsonObject(with: json)
    } catch {
      throw SyntaxTreeError.malformed("it is not JSON")
    }
    if let failure = value as? [String: Any],
      let message = failure["error"] as? String
    {
      throw SyntaxTreeError.invalidSource(message)
    }
    let root = try SyntaxNode(value, linesAbove: linesAbove)
    self.init(body: try root.nodes("body").map(Statement.init))
  }
}
