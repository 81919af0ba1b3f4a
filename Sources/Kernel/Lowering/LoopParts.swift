/// What one step of a loop gives: values, and the tuples they stand in.
struct LoopParts {
  indirect enum Shape {
    case value(Int)
    case tuple([Shape])

    func shifted(by count: Int) -> Shape {
      switch self {
      case .value(let index): .value(index + count)
      case .tuple(let shapes): .tuple(shapes.map { $0.shifted(by: count) })
      }
    }

    func value(of values: [Value]) -> Value {
      switch self {
      case .value(let index): return values[index]
      case .tuple(let shapes):
        let parts = shapes.map { $0.value(of: values) }
        return Value(.tuple(parts), .tuple(parts.map(\.type)))
      }
    }
  }

  var values: [Value]
  var shape: Shape

  init(values: [Value], shape: Shape) {
    self.values = values
    self.shape = shape
  }

  init(_ value: Value) {
    self.init(values: [value], shape: .value(0))
  }

  /// A pair of the two, as `enumerate` gives it.
  func paired(with other: LoopParts) -> LoopParts {
    LoopParts(
      values: values + other.values,
      shape: .tuple([shape, other.shape.shifted(by: values.count)]))
  }

  /// The tuple with one more part, as `zip` gives it.
  func extended(with other: LoopParts) -> LoopParts {
    guard case .tuple(let shapes) = shape else { return self }
    return LoopParts(
      values: values + other.values,
      shape: .tuple(shapes + [other.shape.shifted(by: values.count)]))
  }
}
