import PythonSyntax

/// A bytearray that never leaves the function becomes a list of ints whose
/// stores are checked.
struct LocalBytes {
  private var places: MadeUpPlaces

  init(_ range: SourceRange) { places = MadeUpPlaces(range) }

  mutating func expand(_ body: [Statement]) -> [Statement] {
    var names: Set<String> = []
    body.visitOwnStatements { statement in
      if let (name, _) = statement.plainAssignment { names.insert(name) }
    }
    let counts = body.nameCounts
    var made: Set<String> = []
    repeat {
      made = names
      names = names.filter {
        counts[$0] == body.harmlessByteUses(of: $0, beside: made)
          && body.makesBytearray($0, beside: made)
      }
    } while names != made
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
      if let (name, made) = statement.plainAssignment, names.contains(name) {
        return made.makesBytearray
          ? change(.assign(targets, maker.list(value))) : statement
      }
      if let pairs = statement.pairedTargets {
        let values = pairs.map { target, value in
          target.byteTarget(in: names) == nil ? value : maker.checked(value)
        }
        return change(
          .assign(targets, Expression(.tuple(values), value.range)))
      }
      guard targets.contains(where: { $0.byteTarget(in: names) != nil }) else {
        return statement
      }
      if value.makesBytes {
        return change(.assign(targets, maker.list(value)))
      }
      return change(.assign(targets, maker.checked(value)))
    case .augmentedAssign(let target, let symbol, let value):
      if case .name(let name) = target.kind, names.contains(name) {
        return change(.augmentedAssign(target, symbol, maker.added(value)))
      }
      guard target.byteTarget(in: names) != nil else { return statement }
      let whole = Expression(
        .binary(target, symbol, value), maker.places.next())
      return change(.assign([target], maker.checked(whole)))
    case .expression(let value):
      guard case .call(var call) = value.kind,
        case .attribute(let owner, let method) = call.function.kind,
        case .name(let name) = owner.kind, names.contains(name),
        let last = call.arguments.indices.last
      else { return statement }
      switch method {
      case "append", "insert":
        call.arguments[last] = maker.checked(call.arguments[last])
      case "extend":
        call.arguments[last] = maker.added(call.arguments[last])
      default: break
      }
      return change(.expression(Expression(.call(call), value.range)))
    default:
      return statement.rewritten(
        { $0 }, inner: { $0.map { maker.rewrite($0, names) } },
        function: { $0 })
    }
  }

  /// What a bytearray is made longer by.
  private mutating func added(_ value: Expression) -> Expression {
    value.makesBytearray ? list(value) : places.call("probe-bytes", [value])
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
      case .comprehension(var comprehension):
        comprehension.result = .list
        let items = Expression(.comprehension(comprehension), source.range)
        return places.call("probe-bytearray", [items])
      default: return places.call("probe-bytearray", [source])
      }
    default: return value
    }
  }
}

extension Statement {
  /// `name = value`.
  fileprivate var plainAssignment: (name: String, value: Expression)? {
    guard case .assign(let targets, let value) = kind, targets.count == 1,
      case .name(let name) = targets[0].kind
    else { return nil }
    return (name, value)
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
    default: isCall(of: "bytes") || isCall(of: "bytearray")
    }
  }

  /// The same, of what may be changed afterwards.
  var makesBytearray: Bool {
    switch kind {
    case .binary(let left, .multiply, let right):
      left.makesBytearray && !right.makesBytes
        || right.makesBytearray && !left.makesBytes
    default: isCall(of: "bytearray")
    }
  }

  private func isCall(of name: String) -> Bool {
    guard case .call(let call) = kind else { return false }
    return call.function.kind == .name(name) && call.arguments.count <= 1
      && call.keywords.isEmpty && !call.arguments.contains(where: \.isStarred)
  }

  /// The name of a bytearray of which the target is an item or a slice.
  fileprivate func byteTarget(in names: Set<String>) -> String? {
    guard case .subscript(let list, _) = kind, case .name(let name) = list.kind,
      names.contains(name)
    else { return nil }
    return name
  }

  /// `name[a:b]`.
  fileprivate func isSlice(of name: String) -> Bool {
    guard case .subscript(let list, let place) = kind,
      case .slice = place.kind
    else { return false }
    return list.kind == .name(name)
  }

  /// What a call does with the bytearray is done alike with a list.
  fileprivate func harmlessUses(of name: String) -> Int {
    guard case .call(let call) = kind else { return 0 }
    func isWhole(_ argument: Expression) -> Bool {
      argument.kind == .name(name) || argument.isSlice(of: name)
    }
    switch call.function.kind {
    case .name("len"), .name("sum"), .name("enumerate"), .name("max"),
      .name("min"), .name("bytes"), .name("bytearray"), .name("list"),
      .name("sorted"), .name("reversed"), .name("any"), .name("all"):
      return call.arguments.prefix(1).count(where: isWhole)
    case .name("zip"): return call.arguments.count(where: isWhole)
    case .attribute(let owner, "from_bytes") where owner.kind == .name("int"):
      return call.arguments.prefix(1).count(where: isWhole)
    case .attribute(let owner, let method) where owner.kind == .name(name):
      let sizes = [
        "append": 1...1, "extend": 1...1, "insert": 2...2, "pop": 0...1,
        "clear": 0...0, "reverse": 0...0,
      ]
      return call.keywords.isEmpty
        && sizes[method]?.contains(call.arguments.count) ?? false ? 1 : 0
    default: return 0
    }
  }
}

extension [Statement] {
  /// Everything that the name is given is a bytearray, or a part of one.
  fileprivate func makesBytearray(
    _ name: String, beside names: Set<String>
  ) -> Bool {
    var isMade = false
    visitOwnStatements { statement in
      guard let (own, value) = statement.plainAssignment, own == name else {
        return
      }
      if value.makesBytearray || names.contains(where: value.isSlice(of:)) {
        isMade = true
      }
    }
    return isMade
  }

  /// Uses that a bytearray and a list of ints answer alike, once what is
  /// stored is checked.
  fileprivate func harmlessByteUses(
    of name: String, beside others: Set<String>
  ) -> Int {
    var count = iterations(over: name)
    let names: Set<String> = [name]
    func isItem(_ expression: Expression) -> Bool {
      !expression.isSlice(of: name) && expression.byteTarget(in: names) != nil
    }
    visitOwnStatements { statement in
      for target in statement.uncheckedTargets
      where target.contains(where: isItem) {
        count = .min / 2
      }
      // A slice among others is not stored into as a list's would be.
      for (target, _) in statement.pairedTargets ?? []
      where target.isSlice(of: name) {
        count = .min / 2
      }
      switch statement.kind {
      case .assign(let targets, let value):
        if let (target, _) = statement.plainAssignment {
          if target == name,
            value.makesBytearray || others.contains(where: value.isSlice(of:))
          {
            count += 1
          }
          // The part is one of those that never leave.
          if others.contains(target), value.isSlice(of: name) { count += 1 }
        }
        // A slice takes other bytes.
        for target in targets where target.byteTarget(in: names) != nil {
          if !isItem(target), targets.count == 1, value.makesBytes {
            count += 1
          }
          if isItem(target), value.makesBytes { count = .min / 2 }
        }
      case .augmentedAssign(let target, let symbol, _):
        if target.kind == .name(name), symbol == .add { count += 1 }
      case .for(let loop) where loop.iterable.isSlice(of: name): count += 1
      case .expression(let value):
        // Only as a statement of its own is what it takes checked.
        if case .call(let call) = value.kind,
          case .attribute(let owner, let method) = call.function.kind,
          owner.kind == .name(name),
          ["append", "extend", "insert"].contains(method)
        {
          count += 1 << 20
        }
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          if case .subscript = inner.kind, isItem(inner) { count += 1 }
          count += inner.harmlessUses(of: name)
          if case .call(let call) = inner.kind,
            case .attribute(let owner, let method) = call.function.kind,
            owner.kind == .name(name),
            ["append", "extend", "insert"].contains(method)
          {
            count -= 1 << 20
          }
        }
      }
    }
    return count
  }
}

extension Expression {
  var hasCall: Bool {
    contains {
      switch $0.kind {
      case .call, .named: true
      default: false
      }
    }
  }
}
