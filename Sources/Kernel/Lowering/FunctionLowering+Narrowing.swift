import PythonSyntax

/// What tests tell of values that may be None: where `node.next is not None`
/// holds, `node.next` is a node.
///
/// A name, or attributes of one, are known to be something from the test on
/// until an assignment, a store into an attribute of that name, or for
/// attributes any call, could change that.
extension FunctionLowering {
  /// The value, as what it is where it is known not to be None.
  func narrowed(_ value: Value, _ expression: Expression) -> Value {
    guard value.type.isOptional, let chain = chain(expression),
      certain.contains(chain)
    else { return value }
    return present(value)
  }

  /// The expression where its being None is what is asked.
  func lowerUnnarrowed(_ expression: Expression) throws(Blocker) -> Value {
    guard let chain = chain(expression), certain.contains(chain) else {
      return try lower(expression)
    }
    certain.remove(chain)
    defer { certain.insert(chain) }
    return try lower(expression)
  }

  /// `name` or `name.attribute.attribute`, as names are called here.
  func chain(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name):
      if let renamed = renamedName(name) { return renamed }
      return state.localNames.contains(name)
        && !state.globalNames.contains(name) ? name : nil
    case .attribute(let receiver, let name):
      // A property may give something else each time.
      let isStored = program.facts.classes.values.allSatisfy {
        $0.properties[name] == nil && !$0.opaque.contains(name)
      }
      return isStored ? chain(receiver).map { "\($0).\(name)" } : nil
    default: return nil
    }
  }

  /// What is known not to be None where the test holds, or where it does not.
  func certainties(of test: Expression, _ holds: Bool) -> Set<String> {
    switch test.kind {
    case .name, .attribute:
      return holds ? Set([chain(test)].compactMap(\.self)) : []
    case .unary(.not, let operand): return certainties(of: operand, !holds)
    case .named(let target, _):
      return holds ? Set([chain(target)].compactMap(\.self)) : []
    case .boolean(let symbol, let tests):
      guard (symbol == .and) == holds else { return [] }
      return tests.reduce(into: []) { known, test in
        // What runs later may change what was seen before.
        if test.mayRunCode { known = known.filter { !$0.contains(".") } }
        known.formUnion(certainties(of: test, holds))
      }
    case .compare(let left, let symbols, let rest):
      guard symbols.count == 1, rest[0].kind == .constant(.none) else {
        return []
      }
      let tellsWhere: Bool
      switch symbols[0] {
      case .isNot, .notEqual: tellsWhere = true
      case .is, .equal: tellsWhere = false
      default: return []
      }
      var compared = left
      if case .named(let target, _) = left.kind { compared = target }
      return tellsWhere == holds
        ? Set([chain(compared)].compactMap(\.self)) : []
    default: return []
    }
  }

  /// Lowers what runs only where the test holds, or does not.
  func lower<Result>(
    where test: Expression, _ holds: Bool,
    _ body: () throws(Blocker) -> Result
  ) throws(Blocker) -> Result {
    let before = certain
    certain.formUnion(certainties(of: test, holds))
    defer { certain.formIntersection(before) }
    return try body()
  }

  // MARK: What ends it

  func forget(name: String) {
    certain = certain.filter {
      $0 != name && !$0.hasPrefix(name + ".")
    }
  }

  func forget(attribute name: String) {
    certain = certain.filter { !("\($0).").contains(".\(name).") }
  }

  /// Any attribute may have been set.
  func forgetAttributes() {
    certain = certain.filter { !$0.contains(".") }
  }

  /// Before an expression that is evaluated any number of times.
  func forgetForExpression() {
    if certain.isEmpty { return }
    forgetAttributes()
    for name in innerNames { forget(name: name) }
  }

  /// Before statements that are run any number of times.
  func forgetChanges(in body: [Statement], _ tests: [Expression] = []) {
    if certain.isEmpty { return }
    var names: Set<String> = []
    var changesAttributes = false
    func look(_ expression: Expression) {
      expression.visit { inner in
        if case .named(let target, _) = inner.kind {
          names.formUnion(target.assignedNames)
        }
      }
      if expression.mayRunCode { changesAttributes = true }
    }
    body.visitStatements { statement in
      names.formUnion(statement.assignedNames)
      for expression in statement.expressions { look(expression) }
      switch statement.kind {
      case .assign, .augmentedAssign, .annotatedAssign, .for, .delete:
        changesAttributes = true
      default: break
      }
    }
    for test in tests { look(test) }
    for name in names { forget(name: renamedName(name) ?? name) }
    if changesAttributes { forgetAttributes() }
  }
}

extension Expression {
  /// Functions of the user's may run in it.
  var mayRunCode: Bool {
    var mayRun = false
    visit { inner in
      switch inner.kind {
      case .call, .binary, .subscript, .yield, .yieldFrom: mayRun = true
      case .compare(_, let symbols, _):
        if symbols.contains(where: { $0 != .is && $0 != .isNot }) {
          mayRun = true
        }
      default: break
      }
    }
    return mayRun
  }
}
