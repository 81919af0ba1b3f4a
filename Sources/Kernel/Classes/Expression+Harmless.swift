import PythonSyntax

extension Expression {
  /// A value that does nothing by being an attribute of a class: a constant,
  /// or what a dataclass makes its defaults of.
  var isHarmless: Bool {
    switch kind {
    case .constant: return true
    case .unary(_, let operand): return operand.isHarmless
    case .binary(let left, _, let right):
      return left.isHarmless && right.isHarmless
    case .tuple, .list, .dict, .set: return true
    case .comprehension(let comprehension):
      return comprehension.result != .generator
    case .call(let call):
      switch call.function.kind {
      case .name("dict"), .name("frozenset"), .name("list"), .name("range"),
        .name("set"), .name("tuple"):
        return true
      case .name("field"): return true
      case .attribute(let module, "field"):
        if case .name("dataclasses") = module.kind { return true }
        return false
      default: return false
      }
    default: return false
    }
  }
}
