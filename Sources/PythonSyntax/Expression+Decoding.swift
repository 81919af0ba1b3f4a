extension Expression {
  init(_ node: SyntaxNode) throws {
    self.init(try Kind(node), node.range)
  }

  init?(_ node: SyntaxNode?) throws {
    guard let node else { return nil }
    try self.init(node)
  }
}

extension Expression.Kind {
  init(_ node: SyntaxNode) throws {
    func child(_ name: String) throws -> Expression {
      try Expression(node.node(name))
    }
    func optional(_ name: String) throws -> Expression? {
      try Expression(node.optionalNode(name))
    }
    func children(_ name: String) throws -> [Expression] {
      try node.nodes(name).map { try Expression($0) }
    }
    switch node.kind {
    case "Attribute":
      self = .attribute(try child("value"), try node.string("attr"))
    case "Await": self = .await(try child("value"))
    case "BinOp":
      self = .binary(
        try child("left"), try BinaryOperator(in: node), try child("right"))
    case "BoolOp":
      self = .boolean(try decodeOperator(in: node), try children("values"))
    case "Call":
      self = .call(
        Call(
          function: try child("func"), arguments: try children("args"),
          keywords: try node.nodes("keywords").map(Keyword.init)))
    case "Compare":
      let operators = try node.strings("ops").map { name in
        guard let value = ComparisonOperator(rawValue: name) else {
          throw SyntaxTreeError.malformed("unknown comparison \(name)")
        }
        return value
      }
      self = .compare(try child("left"), operators, try children("comparators"))
    case "ListComp", "SetComp", "DictComp", "GeneratorExp":
      self = .comprehension(try Comprehension(node))
    case "Constant": self = .constant(try Constant(node))
    case "Dict":
      self = .dict(
        keys: try node.optionalNodes("keys").map { try Expression($0) },
        values: try children("values"))
    case "FormattedValue":
      self = .formatted(
        try child("value"), conversion: node.int("conversion"),
        specification: try optional("format_spec"))
    case "IfExp":
      self = .conditional(
        test: try child("test"), body: try child("body"),
        orElse: try child("orelse"))
    case "JoinedStr": self = .formattedString(try children("values"))
    case "Lambda":
      self = .lambda(try Parameters(node.node("args")), try child("body"))
    case "List": self = .list(try children("elts"))
    case "Name": self = .name(try node.string("id"))
    case "NamedExpr":
      self = .named(try child("target"), value: try child("value"))
    case "Set": self = .set(try children("elts"))
    case "Slice":
      self = .slice(
        lower: try optional("lower"), upper: try optional("upper"),
        step: try optional("step"))
    case "Starred": self = .starred(try child("value"))
    case "Subscript":
      self = .subscript(try child("value"), try child("slice"))
    case "Tuple": self = .tuple(try children("elts"))
    case "UnaryOp":
      self = .unary(try decodeOperator(in: node), try child("operand"))
    case "Yield": self = .yield(try optional("value"))
    case "YieldFrom": self = .yieldFrom(try child("value"))
    default: self = .other(node.kind)
    }
  }
}

extension Keyword {
  init(_ node: SyntaxNode) throws {
    self.init(
      name: node.optionalString("arg"),
      value: try Expression(node.node("value")))
  }
}

extension Comprehension {
  fileprivate init(_ node: SyntaxNode) throws {
    let isDict = node.kind == "DictComp"
    switch node.kind {
    case "ListComp": result = .list
    case "SetComp": result = .set
    case "DictComp": result = .dict
    default: result = .generator
    }
    element = try Expression(node.node(isDict ? "key" : "elt"))
    value = isDict ? try Expression(node.node("value")) : nil
    clauses = try node.nodes("generators").map { clause in
      Clause(
        target: try Expression(clause.node("target")),
        iterable: try Expression(clause.node("iter")),
        conditions: try clause.nodes("ifs").map { try Expression($0) },
        isAsync: clause.int("is_async") != 0)
    }
  }
}

extension Constant {
  init(_ node: SyntaxNode) throws {
    switch try node.string("k") {
    case "None": self = .none
    case "ellipsis": self = .ellipsis
    case "bool": self = .bool(try node.string("v") == "1")
    case "int":
      let text = try node.string("v")
      self = .int(Int64(text.dropFirst(2), radix: 16), text: text)
    case "float":
      let text = try node.string("v")
      guard let value = Double(text) else {
        throw SyntaxTreeError.malformed("\(text) is not a float")
      }
      self = .float(value, text: text)
    case "complex": self = .complex(try node.string("v"))
    case "str": self = .string(try node.string("v"))
    case "surrogate": self = .surrogateString(try node.string("v"))
    case "bytes":
      let digits = Array(try node.string("v").utf8)
      self = .bytes(
        stride(from: 0, to: digits.count - 1, by: 2).compactMap {
          UInt8(String(decoding: digits[$0...$0 + 1], as: UTF8.self), radix: 16)
        })
    case let kind: throw SyntaxTreeError.malformed("unknown constant \(kind)")
    }
  }
}

extension BinaryOperator {
  init(in node: SyntaxNode) throws {
    self = try decodeOperator(in: node)
  }
}

/// The operator in the field `op`.
private func decodeOperator<Operator: RawRepresentable<String>>(
  in node: SyntaxNode
) throws -> Operator {
  let name = try node.string("op")
  guard let value = Operator(rawValue: name) else {
    throw SyntaxTreeError.malformed("unknown operator \(name)")
  }
  return value
}
