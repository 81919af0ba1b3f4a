import PythonSyntax

/// Attributes that hold bytearrays, of which only items are looked at and
/// stored: of instances that never leave the kernel, they may as well be
/// lists.
extension ModuleFacts {
  static func byteAttributes(
    _ module: Module, _ classes: [String: ClassFacts]
  ) -> Set<String> {
    var uses: [String: Int] = [:]
    var made: Set<String> = []
    module.body.visitStatements { statement in
      if case .assign(let targets, let value) = statement.kind,
        targets.count == 1, case .attribute(_, let name) = targets[0].kind,
        value.makesBytearray
      {
        made.insert(name)
        uses[name, default: 0] -= 1
      }
      for target in statement.uncheckedTargets {
        target.visit { part in
          if case .subscript(let list, _) = part.kind,
            case .attribute(_, let name) = list.kind
          {
            uses[name, default: 0] += 1 << 20
          }
        }
      }
    }
    module.body.visitExpressions { expression in
      switch expression.kind {
      case .attribute(_, let name): uses[name, default: 0] += 1
      case .subscript(let list, let place):
        if case .slice = place.kind { return }
        if case .attribute(_, let name) = list.kind {
          uses[name, default: 0] -= 1
        }
      case .call(let call):
        guard case .name(let function) = call.function.kind,
          ["len", "sum", "bytes"].contains(function),
          case .attribute(_, let name)? = call.arguments.first?.kind
        else { return }
        uses[name, default: 0] -= 1
      default: break
      }
    }
    return made.filter { name in
      uses[name] == 0
        && !classes.values.contains { facts in
          facts.defines(name) || facts.constants[name] != nil
            || facts.fields.contains { $0.name == name }
        }
    }
  }
}

/// Writes functions as if those attributes were lists of ints.
struct ByteAttributes {
  private let names: Set<String>
  private var places: MadeUpPlaces

  init(_ names: Set<String>, _ range: SourceRange) {
    self.names = names
    places = MadeUpPlaces(range)
  }

  mutating func expand(_ body: [Statement]) -> [Statement] {
    names.isEmpty ? body : body.map { rewrite($0) }
  }

  private mutating func rewrite(_ statement: Statement) -> Statement {
    var maker = self
    defer { self = maker }
    switch statement.kind {
    case .assign(let targets, let value):
      if targets.count == 1, targets[0].isAttribute(of: names),
        case .call(let call) = value.kind
      {
        let list = call.arguments.first.map {
          maker.places.call("probe-bytearray", [$0])
        }
        return Statement(
          .assign(
            targets, list ?? Expression(.list([]), value.range)),
          statement.range)
      }
      if let pairs = statement.pairedTargets {
        let values = pairs.map { target, value in
          target.isItem(of: names)
            ? maker.places.call("probe-byte", [value]) : value
        }
        return Statement(
          .assign(targets, Expression(.tuple(values), value.range)),
          statement.range)
      }
      guard targets.contains(where: { $0.isItem(of: names) }) else {
        return statement
      }
      return Statement(
        .assign(targets, maker.places.call("probe-byte", [value])),
        statement.range)
    case .augmentedAssign(let target, let symbol, let value)
    where target.isItem(of: names):
      let whole = Expression(
        .binary(target, symbol, value), maker.places.next())
      return Statement(
        .assign([target], maker.places.call("probe-byte", [whole])),
        statement.range)
    default:
      return statement.rewritten(
        { $0 }, inner: { $0.map { maker.rewrite($0) } }, function: { $0 })
    }
  }
}

extension Statement {
  /// `a, b = c, d`.
  var pairedTargets: [(Expression, Expression)]? {
    guard case .assign(let targets, let value) = kind, targets.count == 1,
      case .tuple(let places) = targets[0].kind,
      case .tuple(let values) = value.kind, places.count == values.count,
      !(places + values).contains(where: \.isStarred)
    else { return nil }
    return Array(zip(places, values))
  }

  /// What is stored into other than by an assignment whose values are seen, or
  /// where the place is looked at twice.
  var uncheckedTargets: [Expression] {
    var result: [Expression] = []
    switch kind {
    case .assign(let targets, _):
      if let pairs = pairedTargets {
        result += pairs.map(\.0).filter { $0.plainParts != nil }
      } else {
        result += targets.filter { $0.plainParts != nil }
      }
    case .augmentedAssign(let target, _, _):
      if target.hasCall { result.append(target) }
    case .annotatedAssign(let target, _, _): result.append(target)
    case .for(let loop): result.append(loop.target)
    case .with(let items, _, _): result += items.compactMap(\.target)
    default: break
    }
    for expression in expressions {
      expression.visit { inner in
        if case .comprehension(let comprehension) = inner.kind {
          result += comprehension.clauses.map(\.target)
        }
      }
    }
    return result
  }
}

extension Expression {
  /// The parts of a tuple or list.
  fileprivate var plainParts: [Expression]? {
    switch kind {
    case .tuple(let parts), .list(let parts): parts
    default: nil
    }
  }

  fileprivate func isAttribute(of names: Set<String>) -> Bool {
    if case .attribute(_, let name) = kind {
      names.contains(name)
    } else {
      false
    }
  }

  fileprivate func isItem(of names: Set<String>) -> Bool {
    guard case .subscript(let list, _) = kind else { return false }
    return list.isAttribute(of: names)
  }
}
