extension Statement {
  init(_ node: SyntaxNode) throws {
    self.init(try Kind(node), node.range)
  }
}

extension SyntaxNode {
  fileprivate func block(_ name: String) throws -> [Statement] {
    try nodes(name).map { try Statement($0) }
  }

  fileprivate func expression(_ name: String) throws -> Expression {
    try Expression(node(name))
  }

  fileprivate func optionalExpression(_ name: String) throws -> Expression? {
    try Expression(optionalNode(name))
  }

  fileprivate func expressions(_ name: String) throws -> [Expression] {
    try nodes(name).map { try Expression($0) }
  }
}

extension Statement.Kind {
  init(_ node: SyntaxNode) throws {
    switch node.kind {
    case "AnnAssign":
      self = .annotatedAssign(
        try node.expression("target"),
        annotation: try node.expression("annotation"),
        value: try node.optionalExpression("value"))
    case "Assert":
      self = .assert(
        try node.expression("test"),
        message: try node.optionalExpression("msg"))
    case "Assign":
      self = .assign(
        try node.expressions("targets"), try node.expression("value"))
    case "AugAssign":
      self = .augmentedAssign(
        try node.expression("target"), try BinaryOperator(in: node),
        try node.expression("value"))
    case "Break": self = .break
    case "ClassDef": self = .classDefinition(try ClassDefinition(node))
    case "Continue": self = .continue
    case "Delete": self = .delete(try node.expressions("targets"))
    case "Expr": self = .expression(try node.expression("value"))
    case "For", "AsyncFor":
      self = .for(
        ForLoop(
          target: try node.expression("target"),
          iterable: try node.expression("iter"), body: try node.block("body"),
          orElse: try node.block("orelse"), isAsync: node.kind == "AsyncFor"))
    case "FunctionDef", "AsyncFunctionDef":
      self = .function(try FunctionDefinition(node))
    case "Global": self = .global(node.strings("names"))
    case "If":
      self = .if(
        try node.expression("test"), body: try node.block("body"),
        orElse: try node.block("orelse"))
    case "Import": self = .import(try node.nodes("names").map(Alias.init))
    case "ImportFrom":
      self = .importFrom(
        module: node.optionalString("module"),
        names: try node.nodes("names").map(Alias.init),
        level: node.int("level"))
    case "Match":
      self = .match(
        try node.expression("subject"),
        try node.nodes("cases").map(MatchCase.init))
    case "Nonlocal": self = .nonlocal(node.strings("names"))
    case "Pass": self = .pass
    case "Raise":
      self = .raise(
        try node.optionalExpression("exc"),
        cause: try node.optionalExpression("cause"))
    case "Return": self = .return(try node.optionalExpression("value"))
    case "Try", "TryStar": self = .try(try TryStatement(node))
    case "While":
      self = .while(
        WhileLoop(
          test: try node.expression("test"), body: try node.block("body"),
          orElse: try node.block("orelse")))
    case "With", "AsyncWith":
      let items = try node.nodes("items").map { item in
        WithItem(
          context: try item.expression("context_expr"),
          target: try item.optionalExpression("optional_vars"))
      }
      self = .with(
        items: items, body: try node.block("body"),
        isAsync: node.kind == "AsyncWith")
    default: self = .other(node.kind)
    }
  }
}

extension Alias {
  fileprivate init(_ node: SyntaxNode) throws {
    self.init(
      name: try node.string("name"), asName: node.optionalString("asname"))
  }
}

extension TryStatement {
  fileprivate init(_ node: SyntaxNode) throws {
    let handlers = try node.nodes("handlers").map { handler in
      Handler(
        type: try handler.optionalExpression("type"),
        name: handler.optionalString("name"), body: try handler.block("body"))
    }
    self.init(
      body: try node.block("body"), handlers: handlers,
      orElse: try node.block("orelse"), finally: try node.block("finalbody"),
      isGroup: node.kind == "TryStar")
  }
}

extension MatchCase {
  fileprivate init(_ node: SyntaxNode) throws {
    self.init(
      pattern: try Pattern(node.node("pattern")),
      guard: try node.optionalExpression("guard"),
      body: try node.block("body"))
  }
}

extension Pattern {
  init(_ node: SyntaxNode) throws {
    switch node.kind {
    case "MatchValue": self = .value(try node.expression("value"))
    case "MatchSingleton":
      self = .singleton(try Constant(node.node("value")))
    case "MatchSequence":
      self = .sequence(try node.nodes("patterns").map { try Pattern($0) })
    case "MatchStar": self = .star(node.optionalString("name"))
    case "MatchOr":
      self = .alternatives(try node.nodes("patterns").map { try Pattern($0) })
    case "MatchAs":
      self = .capture(
        try node.optionalNode("pattern").map { try Pattern($0) },
        name: node.optionalString("name"))
    default: self = .other(node.kind)
    }
  }
}

extension FunctionDefinition {
  init(_ node: SyntaxNode) throws {
    self.init(
      name: try node.string("name"),
      parameters: try Parameters(node.node("args")),
      body: try node.block("body"),
      decorators: try node.expressions("decorator_list"),
      returns: try node.optionalExpression("returns"),
      isAsync: node.kind == "AsyncFunctionDef")
  }
}

extension ClassDefinition {
  init(_ node: SyntaxNode) throws {
    self.init(
      name: try node.string("name"), bases: try node.expressions("bases"),
      keywords: try node.nodes("keywords").map(Keyword.init),
      body: try node.block("body"),
      decorators: try node.expressions("decorator_list"))
  }
}

extension Parameters {
  init(_ node: SyntaxNode) throws {
    func parameter(_ node: SyntaxNode) throws -> Parameter {
      Parameter(
        name: try node.string("arg"),
        annotation: try node.optionalExpression("annotation"),
        range: node.range)
    }
    self.init(
      positionalOnly: try node.nodes("posonlyargs").map(parameter),
      positional: try node.nodes("args").map(parameter),
      variadic: try node.optionalNode("vararg").map(parameter),
      keywordOnly: try node.nodes("kwonlyargs").map(parameter),
      keywordVariadic: try node.optionalNode("kwarg").map(parameter),
      defaults: try node.expressions("defaults"),
      keywordDefaults: try node.optionalNodes("kw_defaults").map {
        try Expression($0)
      })
  }
}
