import PythonSyntax

/// What NumPy's functions of arrays give: type and number of dimensions, from
/// those of their arguments. What comes is compared with it, so that a wrong
/// word here costs a fallback and no result.
struct NumPyAnswers {
  /// The names of the parameters that are understood, in order.
  static let parameters: [String: [String]] = [
    "sum": ["a", "axis"], "prod": ["a", "axis"], "mean": ["a", "axis"],
    "max": ["a", "axis"], "min": ["a", "axis"], "amax": ["a", "axis"],
    "amin": ["a", "axis"], "argmax": ["a", "axis"], "argmin": ["a", "axis"],
    "any": ["a", "axis"], "all": ["a", "axis"], "median": ["a", "axis"],
    "var": ["a", "axis"], "std": ["a", "axis"], "ptp": ["a", "axis"],
    "cumsum": ["a", "axis"], "cumprod": ["a", "axis"], "sort": ["a", "axis"],
    "argsort": ["a", "axis"], "diff": ["a", "n", "axis"],
    "clip": ["a", "a_min", "a_max"], "linspace": ["start", "stop", "num"],
    "repeat": ["a", "repeats", "axis"], "roll": ["a", "shift", "axis"],
    "percentile": ["a", "q"], "searchsorted": ["a", "v"],
    "dot": ["a", "b"], "count_nonzero": ["a", "axis"],
    "nansum": ["a", "axis"], "nanmean": ["a"], "nanmin": ["a"],
    "nanmax": ["a"],
  ]

  /// Functions of one number, or of each element, that give floats.
  static let floats: Set<String> = [
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sin", "cos",
    "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh", "arcsinh",
    "arccosh", "arctanh", "cbrt", "radians", "degrees", "deg2rad", "rad2deg",
  ]

  /// The same of two.
  static let floatPairs: Set<String> = [
    "arctan2", "hypot", "logaddexp", "copysign",
  ]

  static func answer(
    of name: String, _ operands: [KernelType]
  ) -> KernelType? {
    guard let first = operands.first else { return nil }
    let scalars = operands.map(\.elements)
    let own = scalars[0]
    let rank = first.rank
    func whole(_ type: NumPyType?, _ rank: Int) -> KernelType? {
      guard let type, 0...4 ~= rank else { return nil }
      return rank == 0
        ? .numpy(type)
        : .buffer(
          BufferType(owner: .numpy, format: type.rawValue, rank: rank))
    }
    /// Over all, or over the axis that the second argument is.
    func reduced(_ type: NumPyType?) -> KernelType? {
      guard rank > 0 else { return nil }
      if operands.count == 1 { return whole(type, 0) }
      return operands[1].isInt ? whole(type, rank - 1) : nil
    }
    func each(_ type: NumPyType?) -> KernelType? {
      rank > 0 ? whole(type, rank) : nil
    }
    /// Of arrays and numbers that are spread over one another.
    func spread() -> KernelType? {
      let rank = operands.map(\.rank).max() ?? 0
      return rank > 0 ? whole(common(operands), rank) : nil
    }
    if floats.contains(name) { return each(own?.asFloat) }
    if floatPairs.contains(name) {
      guard case .buffer(let type)? = spread() else { return nil }
      return whole(NumPyType(rawValue: type.format)?.asFloat, type.rank)
    }
    switch name {
    case "sum", "prod", "nansum": return reduced(own?.asSum)
    // Over all, older versions give an int of Python.
    case "count_nonzero": return reduced(.int64)
    case "nanmean", "nanmin", "nanmax":
      return own == .float64 && operands.count == 1 ? reduced(own) : nil
    case "mean", "var", "std", "median":
      return reduced(own == .float32 ? .float32 : .float64)
    case "max", "min", "ptp": return reduced(own)
    case "argmax", "argmin": return reduced(.int64)
    case "any", "all": return reduced(.bool)
    case "percentile":
      return rank > 0 && operands.count == 2 && operands[1].isScalar
        ? .numpy(.float64) : nil
    case "cumsum", "cumprod":
      return rank == 0
        ? nil : whole(own?.asSum, operands.count == 1 ? 1 : rank)
    case "sort", "square": return each(own)
    // Of integers it may be the same array.
    case "around", "round", "floor", "ceil", "rint", "trunc":
      return own?.isFloat == true ? each(own) : nil
    case "diff":
      return operands.count == 1 && own != .bool ? each(own) : nil
    case "abs", "absolute", "sign": return own == .bool ? nil : each(own)
    case "sqrt", "fabs": return each(own?.asFloat)
    case "power", "mod", "remainder", "add", "subtract", "multiply":
      guard operands.count == 2,
        !scalars.contains(where: { $0 == .bool })
      else { return nil }
      return spread()
    case "roll": return operands.count > 1 ? each(own) : nil
    case "repeat":
      guard operands.count > 1, operands[1].isInt else { return nil }
      return rank == 0 ? nil : whole(own, operands.count == 2 ? 1 : rank)
    case "unique": return rank > 0 ? whole(own, 1) : nil
    case "flatnonzero", "bincount": return rank > 0 ? whole(.int64, 1) : nil
    case "argsort": return each(.int64)
    case "isnan", "isinf", "isfinite", "logical_not": return each(.bool)
    case "logical_and", "logical_or":
      return spread().flatMap { whole(.bool, $0.rank) }
    case "searchsorted":
      return operands.count == 2 ? whole(.int64, operands[1].rank) : nil
    case "array_equal", "allclose": return .bool
    case "outer":
      return operands.count == 2 ? whole(common(operands), 2) : nil
    case "cross":
      return operands.map(\.rank) == [1, 1] ? whole(common(operands), 1) : nil
    case "dot", "matmul":
      guard operands.count == 2, rank > 0, operands[1].rank > 0,
        rank <= 2, operands[1].rank <= 2
      else { return nil }
      return whole(common(operands), rank + operands[1].rank - 2)
    case "maximum", "minimum", "clip":
      return operands.count == (name == "clip" ? 3 : 2) ? spread() : nil
    case "where":
      guard operands.count == 3, own == .bool,
        let highest = operands.map(\.rank).max(), highest > 0
      else { return nil }
      return whole(common(Array(operands.dropFirst())), highest)
    case "linspace":
      return operands.count > 1 && operands.allSatisfy({ $0.rank == 0 })
        ? whole(.float64, 1) : nil
    case "arange":
      return operands.contains(where: { $0.elements == .float64 })
        && operands.allSatisfy({ $0.rank == 0 }) ? whole(.float64, 1) : nil
    case "eye", "identity":
      return operands.allSatisfy(\.isInt) ? whole(.float64, 2) : nil
    case "linalg.norm":
      guard let own, own.isFloat, operands.count == 1, rank > 0 else {
        return nil
      }
      return .numpy(own)
    case "linalg.det", "trace":
      return operands.count == 1 && rank == 2 && own == .float64
        ? .numpy(.float64) : nil
    case "linalg.inv":
      return rank == 2 && own == .float64 ? first : nil
    case "linalg.solve":
      return operands.count == 2 && own == .float64 && scalars[1] == own
        && operands[1].rank == 1 ? operands[1] : nil
    case "concatenate", "hstack":
      return Set(operands.map(\.rank)) == [rank] && rank > 0
        ? whole(common(operands), rank) : nil
    case "vstack":
      return Set(operands.map(\.rank)) == [rank] && rank > 0
        ? whole(common(operands), max(rank, 2)) : nil
    case "column_stack":
      return Set(operands.map(\.rank)) == [1] ? whole(common(operands), 2) : nil
    case "stack":
      return Set(operands.map(\.rank)) == [rank] && rank > 0
        ? whole(common(operands), rank + 1) : nil
    case "append":
      return operands.count == 2 ? whole(common(operands), 1) : nil
    case "pad":
      return operands.count == 2
        && (operands[1].isInt || operands[1].isPairOfInts) ? each(own) : nil
    default: return nil
    }
  }

  /// The type that arrays and numbers have together: one of Python takes on
  /// that of arrays, where these are of its kind.
  private static func common(_ types: [KernelType]) -> NumPyType? {
    var result: NumPyType?
    for type in types where type.isNumPyArray || type.isNumPy {
      guard let own = type.elements else { return nil }
      result = result?.promoted(with: own) ?? own
    }
    for type in types where !type.isNumPyArray && !type.isNumPy {
      guard let own = type.elements else { return nil }
      guard let known = result else {
        result = own
        continue
      }
      if own.isFloat && !known.isFloat { result = .float64 }
      if own == .int64 && known == .bool { result = .int64 }
    }
    return result
  }

  /// Those that take a tuple of arrays.
  static let packing: Set<String> = [
    "concatenate", "hstack", "vstack", "stack", "column_stack",
  ]
}

extension NumPyType {
  /// What functions that give floats make of it; nil for float16.
  fileprivate var asFloat: NumPyType? {
    switch self {
    case .float32, .int16, .uint16: .float32
    case .bool, .int8, .uint8: nil
    default: .float64
    }
  }

  /// What sums of it are.
  fileprivate var asSum: NumPyType {
    if isFloat { return self }
    return isSigned || self == .bool ? .int64 : .uint64
  }
}

extension KernelType {
  /// What its elements are as NumPy has them, or what it is itself.
  var elements: NumPyType? {
    switch self {
    case .buffer(let type) where type.owner == .numpy:
      NumPyType(rawValue: type.format)
    case .numpy(let type): type
    case .int: .int64
    case .float: .float64
    case .bool: .bool
    default: nil
    }
  }

  /// How many dimensions; none for numbers.
  var rank: Int {
    if case .buffer(let type) = self, type.owner == .numpy {
      type.rank
    } else {
      0
    }
  }
}
