import PythonSyntax

/// The scopes and loops of the recorded sources, each read when it is first
/// asked for: a run touches far more library files than it has loops in.
final class SourceIndex {
  struct File {
    var module: Module
    var scopes: [Scope]
    /// By the range of a loop, the expression that is evaluated before it
    /// starts (what it iterates over).
    var headers: [SourceRange: SourceRange]
  }

  private let sources: [String: SourceFile]
  private var files: [String: File?] = [:]

  init(_ sources: [SourceFile]) {
    self.sources = Dictionary(
      sources.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Nil where there is no source, or not one that this Python could parse.
  func file(_ path: String) -> File? {
    if let known = files[path] { return known }
    let file = sources[path].flatMap { source in
      (try? Module(json: source.syntax)).map { File($0) }
    }
    files[path] = .some(file)
    return file
  }

  /// The trees of all files that were read so far.
  var modules: [String: Module] {
    files.compactMapValues { $0?.module }
  }
}

extension SourceIndex.File {
  fileprivate init(_ module: Module) {
    self.module = module
    scopes = module.scopes
    var headers: [SourceRange: SourceRange] = [:]
    module.body.visitStatements { statement in
      if case .for(let loop) = statement.kind {
        headers[statement.range] = loop.iterable.range
      }
    }
    module.body.visitExpressions { expression in
      if case .comprehension(let comprehension) = expression.kind,
        let first = comprehension.clauses.first
      {
        headers[expression.range] = first.iterable.range
      }
    }
    self.headers = headers
  }

  /// The loops of a scope that a place is in, outermost first, leaving out
  /// those that have not started there: `f` in `for x in f(y)` runs before
  /// the loop does.
  ///
  /// CPython gives the instruction that fetches the next element the range of
  /// the whole iterable, so exactly that range counts as inside, unless it
  /// is in the middle of a call (`calls`) to something that is no iterator.
  func loops(of scope: Scope, at place: SourceRange, calls: Bool) -> [Loop] {
    let path = scope.loops.lazy.compactMap {
      $0.path(toLine: place.line, column: place.column)
    }.first
    guard let path else { return [] }
    return path.indices.filter { index in
      guard let header = headers[path[index].range] else { return true }
      if index + 1 < path.count {
        let child = path[index + 1]
        return child.kind == .generator || !header.contains(child.range)
      }
      guard header.contains(place) else { return true }
      return header == place && !calls
    }.map { path[$0] }
  }
}
