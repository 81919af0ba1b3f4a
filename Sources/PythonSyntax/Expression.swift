/// A Python expression and where it stands.
package struct Expression: Hashable, Sendable {
  package var kind: Kind
  package var range: SourceRange

  package init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }

  /// The cases follow `ast`'s expression classes one to one.
  package indirect enum Kind: Hashable, Sendable {
    case attribute(Expression, String)
    case await(Expression)
    case binary(Expression, BinaryOperator, Expression)
    case boolean(BooleanOperator, [Expression])
    case call(Call)
    /// `first op rest[0] op rest[1]...`: the operators pair with `rest`.
    case compare(Expression, [ComparisonOperator], [Expression])
    case comprehension(Comprehension)
    case conditional(test: Expression, body: Expression, orElse: Expression)
    case constant(Constant)
    /// A nil key is a `**mapping` entry.
    case dict(keys: [Expression?], values: [Expression])
    /// An f-string; parts are constants and `formatted` values.
    case formattedString([Expression])
    case formatted(
      Expression, conversion: Int, specification: Expression?)
    case lambda(Parameters, Expression)
    case list([Expression])
    case name(String)
    case named(Expression, value: Expression)
    case set([Expression])
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    case starred(Expression)
    case `subscript`(Expression, Expression)
    case tuple([Expression])
    case unary(UnaryOperator, Expression)
    case yield(Expression?)
    case yieldFrom(Expression)
    /// A class of `ast` this version does not know, or a tree cut for depth.
    case other(String)
  }
}

package struct Call: Hashable, Sendable {
  package var function: Expression
  package var arguments: [Expression]
  package var keywords: [Keyword]

  package init(
    function: Expression, arguments: [Expression], keywords: [Keyword] = []
  ) {
    self.function = function
    self.arguments = arguments
    self.keywords = keywords
  }
}

package struct Keyword: Hashable, Sendable {
  /// Nil for `**mapping`.
  package var name: String?
  package var value: Expression

  package init(name: String?, value: Expression) {
    self.name = name
    self.value = value
  }
}

package struct Comprehension: Hashable, Sendable {
  package enum Result: String, Hashable, Sendable {
    case list
    case set
    case dict
    case generator
  }

  package struct Clause: Hashable, Sendable {
    package var target: Expression
    package var iterable: Expression
    package var conditions: [Expression]
    package var isAsync: Bool
  }

  package var result: Result
  /// The element, or for a dict its key.
  package var element: Expression
  /// The value of a dict comprehension, else nil.
  package var value: Expression?
  package var clauses: [Clause]
}

package enum Constant: Hashable, Sendable {
  case none
  case ellipsis
  case bool(Bool)
  /// Nil where the integer does not fit in 64 bits.
  case int(Int64?, text: String)
  /// `repr` of the float; `Double(text)` is exact.
  case float(Double, text: String)
  case complex(String)
  case string(String)
  /// A string with lone surrogates, as `ascii()` writes it.
  case surrogateString(String)
  case bytes([UInt8])
}

package enum BinaryOperator: String, Hashable, Sendable, CaseIterable {
  case add = "Add"
  case subtract = "Sub"
  case multiply = "Mult"
  case matrixMultiply = "MatMult"
  case divide = "Div"
  case modulo = "Mod"
  case power = "Pow"
  case leftShift = "LShift"
  case rightShift = "RShift"
  case bitOr = "BitOr"
  case bitXor = "BitXor"
  case bitAnd = "BitAnd"
  case floorDivide = "FloorDiv"

  /// The operator as Python spells it.
  package var symbol: String {
    switch self {
    case .add: "+"
    case .subtract: "-"
    case .multiply: "*"
    case .matrixMultiply: "@"
    case .divide: "/"
    case .modulo: "%"
    case .power: "**"
    case .leftShift: "<<"
    case .rightShift: ">>"
    case .bitOr: "|"
    case .bitXor: "^"
    case .bitAnd: "&"
    case .floorDivide: "//"
    }
  }
}

package enum BooleanOperator: String, Hashable, Sendable {
  case and = "And"
  case or = "Or"
}

package enum UnaryOperator: String, Hashable, Sendable {
  case invert = "Invert"
  case not = "Not"
  case plus = "UAdd"
  case minus = "USub"
}

package enum ComparisonOperator: String, Hashable, Sendable {
  case equal = "Eq"
  case notEqual = "NotEq"
  case less = "Lt"
  case lessOrEqual = "LtE"
  case greater = "Gt"
  case greaterOrEqual = "GtE"
  case `is` = "Is"
  case isNot = "IsNot"
  case `in` = "In"
  case notIn = "NotIn"

  /// The operator as Python spells it.
  package var symbol: String {
    switch self {
    case .equal: "=="
    case .notEqual: "!="
    case .less: "<"
    case .lessOrEqual: "<="
    case .greater: ">"
    case .greaterOrEqual: ">="
    case .is: "is"
    case .isNot: "is not"
    case .in: "in"
    case .notIn: "not in"
    }
  }
}

extension Expression {
  /// `[element for target in items]`.
  package static func listComprehension(
    _ element: Expression, _ target: Expression, in items: Expression,
    at range: SourceRange
  ) -> Expression {
    let clause = Comprehension.Clause(
      target: target, iterable: items, conditions: [], isAsync: false)
    return Expression(
      .comprehension(
        Comprehension(
          result: .list, element: element, value: nil, clauses: [clause])),
      range)
  }
}
