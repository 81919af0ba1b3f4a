import ProfileModel
import PythonSyntax

extension HotCode {
  /// The loops run over arrays, or over indexes of them.
  var touchesArrayElements: Bool {
    expressions.contains { placed in
      guard !placed.loops.isEmpty,
        case .subscript(let array, let index) = placed.node.kind,
        isNumPyArray(array),
        !index.isSlice
      else { return false }
      return index.mentions(placed.variables)
    }
      || expressions.contains { placed in
        placed.loops.last?.iterable.map { iterates(overArray: $0) } ?? false
      }
  }

  private func isNumPyArray(_ expression: Expression) -> Bool {
    guard let type = types.type(of: expression) else { return runsNumPy }
    return type.kind == .array && type.name.hasPrefix("numpy.")
  }

  private func iterates(overArray iterable: Expression) -> Bool {
    if let call = iterable.call, let name = callName(call),
      ["enumerate", "zip", "reversed"].contains(name)
    {
      return call.arguments.contains { iterates(overArray: $0) }
    }
    if case .attribute(let array, "flat") = iterable.kind {
      return types.kind(of: array) == .array
    }
    if let call = iterable.call,
      ["numpy.nditer", "numpy.ndenumerate", "numpy.ndindex"]
        .contains(callName(call))
    {
      return true
    }
    guard let type = types.type(of: iterable), type.kind == .array else {
      return false
    }
    // A loop over the rows of a matrix works on whole rows.
    return (type.dimensions ?? 1) == 1 && type.name.hasPrefix("numpy.")
  }

  func isFreeOfDependence(_ nest: Statement) -> Bool {
    var isFree = true
    [nest].visitStatements { statement in
      switch statement.kind {
      case .for(let loop):
        if !carriedNames(in: loop).isEmpty || !loop.orElse.isEmpty {
          isFree = false
        }
      case .assign, .augmentedAssign, .annotatedAssign, .if, .continue,
        .pass, .expression:
        break
      default: isFree = false
      }
    }
    if case .for(let loop) = nest.kind {
      isFree = isFree && !carriesArrays(in: loop.body)
    }
    return isFree && expressions.allSatisfy { isArrayOperation($0.node) }
  }

  /// Nothing that has no counterpart on whole arrays.
  private func isArrayOperation(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .yield, .yieldFrom, .await, .lambda, .formattedString, .named:
      return false
    case .call(let call):
      if let (receiver, method, _) = expression.methodCall,
        !imports.isImported(receiver)
      {
        return ["append", "item"].contains(method)
          || types.kind(of: receiver) == .array
      }
      guard let name = callName(call) else { return false }
      if elementwiseBuiltins.contains(name) { return true }
      if let function = functions[name] {
        return !function.body.containsLoop
      }
      return ["math.", "numpy.", "cmath.", "random."].contains {
        name.hasPrefix($0)
      }
    default: return true
    }
  }

  /// The function is handed to something that calls it for each element of an
  /// array or row of a table.
  var isCalledForEachElement: Bool {
    guard let name = scope.function?.name else { return false }
    var callers: [String] = []
    module.body.visitExpressions { expression in
      guard let call = expression.call,
        call.arguments.contains(where: { $0.identifier == name })
      else { return }
      if let called = callName(call),
        ["numpy.vectorize", "numpy.frompyfunc", "numpy.apply_along_axis"]
          .contains(called)
      {
        callers.append(called)
      } else if let (_, method, _) = expression.methodCall,
        ["apply", "applymap", "transform"].contains(method),
        imports.uses("pandas")
      {
        callers.append(method)
      }
    }
    return !callers.isEmpty
  }
}

private let elementwiseBuiltins: Set<String> = [
  "abs", "min", "max", "int", "float", "bool", "round", "len", "range",
  "enumerate", "zip", "sum", "pow", "reversed", "divmod",
]

extension [Statement] {
  var containsLoop: Bool {
    var found = false
    visitStatements {
      switch $0.kind {
      case .for, .while: found = true
      default: break
      }
    }
    visitExpressions {
      if case .comprehension = $0.kind { found = true }
    }
    return found
  }
}

extension Expression {
  var isSlice: Bool {
    switch kind {
    case .slice: true
    case .tuple(let items): items.contains(where: \.isSlice)
    default: false
    }
  }
}
