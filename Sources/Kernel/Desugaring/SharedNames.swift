import PythonSyntax

/// A name that functions inside assign (`nonlocal`) becomes the only item of a
/// list that they share.
struct SharedNames {
  private var places: MadeUpPlaces
  private var taken: Set<String>

  init(_ range: SourceRange, taken: Set<String>) {
    places = MadeUpPlaces(range)
    self.taken = taken
  }

  /// The function without the declarations, as far as that can be done.
  mutating func share(_ function: FunctionDefinition) -> FunctionDefinition {
    var function = function
    let parameters = Set(function.parameters.all.map(\.name))
    let own = parameters.union(function.body.ownAssignedNames)
    let names = function.body.declaredInside.intersection(own)
    for name in names.sorted() {
      let box = fresh(name + "_shared")
      if parameters.contains(name) {
        guard function.body.bindsOnlyByAssignment(name) else { continue }
        let start = places.assign(
          places.name(box),
          Expression(.list([places.name(name)]), places.next()))
        let body = function.body.map {
          replace(name, by: box, in: $0)
        }
        let isDocumented = function.body.first?.isDocumentation ?? false
        function.body = body
        function.body.insert(start, at: isDocumented ? 1 : 0)
      } else if let body = shared(name, box, in: function.body) {
        function.body = body
      }
    }
    return function
  }

  /// The body with the first assignment making the list; nil where the first
  /// use is no plain assignment in the function's own block. Functions that
  /// are only defined before use nothing yet.
  private mutating func shared(
    _ name: String, _ box: String, in body: [Statement]
  ) -> [Statement]? {
    guard body.bindsOnlyByAssignment(name),
      let place = body.firstIndex(where: {
        $0.mentions(name) && !$0.onlyDefines
      }),
      case .assign(let targets, let value) = body[place].kind,
      targets.allSatisfy({ $0.plainNames != nil }),
      !value.freeNames.contains(name)
    else { return nil }
    let first = fresh(name + "_first")
    let renamed = targets.map { target in
      target.rewritten { part in
        part.kind == .name(name)
          ? Expression(.name(first), part.range) : nil
      }
    }
    let start = [
      Statement(.assign(renamed, value), body[place].range),
      places.assign(
        places.name(box),
        Expression(.list([places.name(first)]), places.next())),
    ]
    return body[..<place].map { replace(name, by: box, in: $0) } + start
      + body[(place + 1)...].map { replace(name, by: box, in: $0) }
  }

  /// The name as the list's item, in functions inside as well.
  private mutating func replace(
    _ name: String, by box: String, in statement: Statement
  ) -> Statement {
    switch statement.kind {
    case .nonlocal(let list):
      let rest = list.filter { $0 != name }
      return Statement(rest.isEmpty ? .pass : .nonlocal(rest), statement.range)
    default: break
    }
    var maker = self
    defer { self = maker }
    func change(_ expression: Expression) -> Expression {
      maker.replaced(name, by: box, in: expression)
    }
    return statement.rewritten(
      change,
      inner: { block in
        block.map { maker.replace(name, by: box, in: $0) }
      },
      function: { inner in
        var inner = inner
        let declares = inner.body.ownNonlocals.contains(name)
        let binds =
          inner.parameters.all.contains { $0.name == name }
          || inner.body.ownAssignedNames.contains(name)
        if binds && !declares { return inner }
        inner.body = inner.body.map {
          maker.replace(name, by: box, in: $0)
        }
        return inner
      })
  }

  private mutating func replaced(
    _ name: String, by box: String, in expression: Expression
  ) -> Expression {
    var maker = self
    defer { self = maker }
    return expression.rewritten { part in
      guard part.kind == .name(name) else { return nil }
      let list = maker.places.name(box)
      let place = maker.places.int(0)
      return Expression(.subscript(list, place), part.range)
    }
  }

  private mutating func fresh(_ stem: String) -> String {
    var name = stem
    while !taken.insert(name).inserted { name += "_" }
    return name
  }
}

extension [Statement] {
  /// The names that functions inside declare to be from around them.
  fileprivate var declaredInside: Set<String> {
    var names: Set<String> = []
    visitOwnStatements { statement in
      guard case .function(let inner) = statement.kind else { return }
      names.formUnion(inner.body.ownNonlocals)
      names.formUnion(inner.body.declaredInside)
    }
    return names
  }

  fileprivate var ownNonlocals: Set<String> {
    var names: Set<String> = []
    visitOwnStatements { statement in
      if case .nonlocal(let list) = statement.kind { names.formUnion(list) }
    }
    return names
  }

  /// Nothing but assignments and loops bind the name, in functions inside as
  /// well; those of lambdas and comprehensions would be other names.
  fileprivate func bindsOnlyByAssignment(_ name: String) -> Bool {
    var isPlain = true
    visitStatements { statement in
      switch statement.kind {
      case .function(let inner):
        if inner.name == name { isPlain = false }
      case .classDefinition, .import, .importFrom:
        if statement.assignedNames.contains(name) { isPlain = false }
      case .delete(let targets):
        if targets.contains(where: { $0.assignedNames.contains(name) }) {
          isPlain = false
        }
      case .try(let inner):
        if inner.handlers.contains(where: { $0.name == name }) {
          isPlain = false
        }
      case .match(_, let cases):
        if cases.contains(where: { $0.pattern.names.contains(name) }) {
          isPlain = false
        }
      case .with, .global:
        isPlain = isPlain && !statement.assignedNames.contains(name)
      default: break
      }
      for expression in statement.expressions {
        expression.visit { inner in
          switch inner.kind {
          case .comprehension(let comprehension):
            for clause in comprehension.clauses
            where clause.target.assignedNames.contains(name) {
              isPlain = false
            }
          case .lambda(let parameters, _):
            if parameters.all.contains(where: { $0.name == name }) {
              isPlain = false
            }
          case .named(let target, _):
            if target.assignedNames.contains(name) { isPlain = false }
          default: break
          }
        }
      }
    }
    return isPlain
  }
}

extension Statement {
  /// A function that needs nothing to be defined.
  fileprivate var onlyDefines: Bool {
    guard case .function(let function) = kind else { return false }
    return function.decorators.isEmpty && function.parameters.defaults.isEmpty
      && function.parameters.keywordDefaults.allSatisfy { $0 == nil }
  }

  /// The name stands in it, functions inside included.
  fileprivate func mentions(_ name: String) -> Bool {
    var isThere = false
    [self].visitStatements { statement in
      if statement.assignedNames.contains(name) { isThere = true }
      if case .nonlocal(let list) = statement.kind, list.contains(name) {
        isThere = true
      }
    }
    return isThere || [self].nameCounts[name] != nil
  }
}
