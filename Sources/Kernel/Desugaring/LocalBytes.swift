import PythonSyntax

/// A bytearray that never leaves the function, and is only looked at and
/// changed item by item, becomes a list of ints whose stores are checked.
struct LocalBytes {
  private var places: MadeUpPlaces

  init(_ range: SourceRange) { places = MadeUpPlaces(range) }

  mutating func expand(_ body: [Statement]) -> [Statement] {
    var assigned: Set<String> = []
    body.visitOwnStatements { statement in
      if case .assign(let targets, let value) = statement.kind,
        targets.count == 1, case .name(let name) = targets[0].kind,
        value.makesBytes
      {
        assigned.insert(name)
      }
    }
    let names = assigned.filter { name in
      body.nameCounts[name] == body.harmlessByteUses(of: name)
    }
    if names.isEmpty { return body }
    return body.map { rewrite($0, names) }
  }

  private mutating func rewrite(
    _ statement: Statement, _ names: Set<String>
  ) -> Statement {
    var maker = self
    defer { self = maker }
    func change(_ kind: Statement.Kind) -> Statement {
      Statement(kind, statement.range)
    }
    switch statement.kind {
    case .assign(let targets, let value):
      if targets.count == 1, case .name(let name) = targets[0].kind,
        names.contains(name)
      {
        return change(.assign(targets, maker.list(value)))
      }
      guard targets.contains(where: { $0.byteTarget(in: names) != nil }) else {
        return statement
      }
      if value.makesBytes {
        return change(.assign(targets, maker.list(value)))
      }
      return change(.assign(targets, maker.checked(value)))
    case .augmentedAssign(let target, let symbol, let value):
      guard target.byteTarget(in: names) != nil else { return statement }
      let whole = Expression(
        .binary(target, symbol, value), maker.places.next())
      return change(.assign([target], maker.checked(whole)))
    default:
      return statement.rewritten(
        { $0 }, inner: { $0.map { maker.rewrite($0, names) } },
        function: { $0 })
    }
  }

  private mutating func checked(_ value: Expression) -> Expression {
    if case .constant(.int(let byte?, _)) = value.kind, 0...255 ~= byte {
      return value
    }
    return places.call("probe-byte", [value])
  }

  /// The items of what makes bytes.
  private mutating func list(_ value: Expression) -> Expression {
    switch value.kind {
    case .constant(.bytes(let bytes)):
      return Expression(
        .list(bytes.map { places.int(Int($0)) }), places.next())
    case .binary(let left, .multiply, let right):
      return left.makesBytes
        ? Expression(.binary(list(left), .multiply, right), value.range)
        : Expression(.binary(left, .multiply, list(right)), value.range)
    case .call(let call):
      guard let source = call.arguments.first else {
        return Expression(.list([]), places.next())
      }
      switch source.kind {
      case .constant(.bytes): return list(source)
      case .list(let items) where items.allSatisfy(\.isByte): return source
      default:
        let zeros = Expression(.list([places.int(0)]), places.next())
        let count = places.call("probe-count", [source])
        return Expression(
          .binary(zeros, .multiply, count), places.next())
      }
    default: return value
    }
  }
}

extension Expression {
  fileprivate var isByte: Bool {
    if case .constant(.int(let value?, _)) = kind { return 0...255 ~= value }
    return false
  }

  /// `bytearray(...)`, `bytes(...)`, `b"..."`, or such times a number.
  fileprivate var makesBytes: Bool {
    switch kind {
    case .constant(.bytes): true
    case .binary(let left, .multiply, let right):
      left.makesBytes != right.makesBytes
    case .call(let call):
      (call.function.kind == .name("bytearray")
        || call.function.kind == .name("bytes"))
        && call.arguments.count <= 1 && call.keywords.isEmpty
        && !call.arguments.contains(where: \.isStarred)
    default: false
    }
  }

  /// The name of a bytearray of which the target is an item or a slice.
  fileprivate func byteTarget(in names: Set<String>) -> String? {
    guard case .subscript(let list, _) = kind, case .name(let name) = list.kind,
      names.contains(name)
    else { return nil }
    return name
  }
}

extension [Statement] {
  /// Uses that a bytearray and a list of ints answer alike, once what is
  /// stored is checked.
  fileprivate func harmlessByteUses(of name: String) -> Int {
    var count = iterations(over: name)
    let names: Set<String> = [name]
    func isItem(_ expression: Expression) -> Bool {
      if case .subscript(_, let place) = expression.kind,
        case .slice = place.kind
      {
        return false
      }
      return expression.byteTarget(in: names) != nil
    }
    visitOwnStatements { statement in
      switch statement.kind {
      case .assign(let targets, let value):
        if targets.count == 1, targets[0].kind == .name(name),
          value.makesBytes
        {
          count += 1
        }
        // A slice takes other bytes.
        for target in targets where target.byteTarget(in: names) != nil {
          if !isItem(target), targets.count == 1, value.makesBytes {
            count += 1
          }
          if isItem(target), value.makesBytes { count = .min / 2 }
        }
      case .augmentedAssign(let target, _, _):
        // The place is evaluated twice.
        if isItem(target), target.hasCall { count = .min / 2 }
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          switch inner.kind {
          case .subscript: if isItem(inner) { count += 1 }
          case .call(let call):
            if case .name(let function) = call.function.kind,
              ["len", "sum", "enumerate", "max", "min"].contains(function),
              call.arguments.first?.kind == .name(name)
            {
              count += 1
            }
          default: break
          }
        }
      }
    }
    return count
  }
}

extension Expression {
  fileprivate var hasCall: Bool {
    contains {
      switch $0.kind {
      case .call, .named: true
      default: false
      }
    }
  }
}
