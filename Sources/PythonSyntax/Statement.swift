/// A Python statement and where it stands.
package struct Statement: Hashable, Sendable {
  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The cases follow `ast`'s statement classes one to one.
  package indirect enum Kind: Hashable, Sendable {
    case annotatedAssign(
      Expression, annotation: Expression, value: Expression?)
    case assert(Expression, message: Expression?)
    /// `a = b = value` has two targets.
    case assign([Expression], Expression)
    case augmentedAssign(Expression, BinaryOperator, Expression)
    case `break`
    case classDefinition(ClassDefinition)
    case `continue`
    case delete([Expression])
    case expression(Expression)
    case `for`(ForLoop)
    case function(FunctionDefinition)
    case global([String])
    case `if`(Expression, body: [Statement], orElse: [Statement])
    case `import`([Alias])
    case importFrom(module: String?, names: [Alias], level: Int)
    case match(Expression, [MatchCase])
    case nonlocal([String])
    case pass
    case raise(Expression?, cause: Expression?)
    case `return`(Expression?)
    case `try`(TryStatement)
    case `while`(WhileLoop)
    case with(items: [WithItem], body: [Statement], isAsync: Bool)
    /// A class of `ast` this version does not know, or a tree cut for depth.
    case other(String)
  }
}

package struct ForLoop: Hashable, Sendable {
  package var target: Expression
  package var iterable: Expression
  package var body: [Statement]
  package var orElse: [Statement]
  package var isAsync: Bool

  package init(
    target: Expression, iterable: Expression, body: [Statement],
    orElse: [Statement] = [], isAsync: Bool = false
  ) {
    self.target = target
    self.iterable = iterable
    self.body = body
    self.orElse = orElse
    self.isAsync = isAsync
  }
}

package struct WhileLoop: Hashable, Sendable {
  package var test: Expression
  package var body: [Statement]
  package var orElse: [Statement]

  package init(
    test: Expression, body: [Statement], orElse: [Statement] = []
  ) {
    self.test = test
    self.body = body
    self.orElse = orElse
  }
}

package struct Alias: Hashable, Sendable {
  package var name: String
  package var asName: String?

  package init(name: String, asName: String? = nil) {
    self.name = name
    self.asName = asName
  }
}

package struct WithItem: Hashable, Sendable {
  package var context: Expression
  package var target: Expression?
}

package struct TryStatement: Hashable, Sendable {
  package struct Handler: Hashable, Sendable {
    package var type: Expression?
    package var name: String?
    package var body: [Statement]

    package init(type: Expression?, name: String?, body: [Statement]) {
      self.type = type
      self.name = name
      self.body = body
    }
  }

  package var body: [Statement]
  package var handlers: [Handler]
  package var orElse: [Statement]
  package var finally: [Statement]
  /// `except*`.
  package var isGroup: Bool

  package init(
    body: [Statement], handlers: [Handler], orElse: [Statement],
    finally: [Statement], isGroup: Bool
  ) {
    self.body = body
    self.handlers = handlers
    self.orElse = orElse
    self.finally = finally
    self.isGroup = isGroup
  }
}

package struct MatchCase: Hashable, Sendable {
  package var pattern: Pattern
  package var `guard`: Expression?
  package var body: [Statement]
}

package indirect enum Pattern: Hashable, Sendable {
  case value(Expression)
  case singleton(Constant)
  case sequence([Pattern])
  case star(String?)
  case alternatives([Pattern])
  /// `pattern as name`; both nil is the wildcard `_`.
  case capture(Pattern?, name: String?)
  case other(String)
}

package struct Parameters: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package var name: String
    package var annotation: Expression?
    package var range: SourceRange

    package init(
      name: String, annotation: Expression?, range: SourceRange
    ) {
      self.name = name
      self.annotation = annotation
      self.range = range
    }
  }

  package var positionalOnly: [Parameter]
  package var positional: [Parameter]
  package var variadic: Parameter?
  package var keywordOnly: [Parameter]
  package var keywordVariadic: Parameter?
  /// Defaults of the last `defaults.count` positional parameters.
  package var defaults: [Expression]
  /// One for each keyword-only parameter, nil where it has none.
  package var keywordDefaults: [Expression?]

  /// Every parameter in the order of CPython's local variables.
  package var all: [Parameter] {
    positionalOnly + positional + keywordOnly
      + [variadic, keywordVariadic].compactMap(\.self)
  }
}

extension Parameters {
  /// Plain parameters, the last ones with defaults.
  package init(_ positional: [Parameter], defaults: [Expression] = []) {
    self.init(
      positionalOnly: [], positional: positional, variadic: nil,
      keywordOnly: [], keywordVariadic: nil, defaults: defaults,
      keywordDefaults: [])
  }
}

package struct FunctionDefinition: Hashable, Sendable {
  package var name: String
  package var parameters: Parameters
  package var body: [Statement]
  package var decorators: [Expression]
  package var returns: Expression?
  package var isAsync: Bool

  package init(
    name: String, parameters: Parameters, body: [Statement],
    decorators: [Expression] = [], returns: Expression? = nil,
    isAsync: Bool = false
  ) {
    self.name = name
    self.parameters = parameters
    self.body = body
    self.decorators = decorators
    self.returns = returns
    self.isAsync = isAsync
  }
}

package struct ClassDefinition: Hashable, Sendable {
  package var name: String
  package var bases: [Expression]
  package var keywords: [Keyword]
  package var body: [Statement]
  package var decorators: [Expression]

  package init(
    name: String, bases: [Expression], keywords: [Keyword] = [],
    body: [Statement], decorators: [Expression] = []
  ) {
    self.name = name
    self.bases = bases
    self.keywords = keywords
    self.body = body
    self.decorators = decorators
  }
}

/// The tree of one source file.
package struct Module: Hashable, Sendable {
  package var body: [Statement]

  package init(body: [Statement]) {
    self.body = body
  }
}

extension FunctionDefinition {
  /// A plain function whose parameters have no defaults. They stand at
  /// `place`.
  package init(
    name: String, parameters: [String], body: [Statement],
    place: SourceRange
  ) {
    let positional = parameters.map {
      Parameters.Parameter(name: $0, annotation: nil, range: place)
    }
    self.init(
      name: name,
      parameters: Parameters(
        positionalOnly: [], positional: positional, variadic: nil,
        keywordOnly: [], keywordVariadic: nil, defaults: [],
        keywordDefaults: []),
      body: body, decorators: [], returns: nil, isAsync: false)
  }
}
