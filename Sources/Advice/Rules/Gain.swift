/// What a kernel is expected to gain or to cost, for one kind of work: data
/// that `SpeedupModel` makes a prediction of.
package struct Gain: Equatable, Sendable {
  package enum Name: String, CaseIterable, Sendable {
    case interpreter = "gain-interpreter"
    case mappings = "gain-mappings"
    case libm = "gain-libm"
    case objects = "gain-objects"
    case leavingObjects = "gain-leaving-objects"
    case pythonOperation = "cost-python-operation"
    case kernelElement = "cost-kernel-element"
    case elementIn = "cost-element-in"
    case elementOut = "cost-element-out"
    case textIn = "cost-text-in"
    case entryIn = "cost-entry-in"
    case instanceIn = "cost-instance-in"
    case call = "cost-call"
  }

  package enum Unit: String, CaseIterable, Sendable {
    /// Times faster.
    case factor
    case nanoseconds
  }

  package var name: Name
  /// The kind of work.
  package var work: String
  package var unit: Unit
  package var range: ClosedRange<Double>
  package var source: String
  package var passes: Double
  package var fails: Double

  /// As the range is read: `7 to 100 times`, `50 to 400 ns`.
  package var text: String {
    "\(significant(range.lowerBound)) to \(significant(range.upperBound)) "
      + (unit == .factor ? "times" : "ns")
  }
}

extension Gain {
  init(_ node: RuleNode) throws {
    try node.allow([
      "id", "what", "unit", "from", "to", "source", "passes", "fails",
    ])
    let name: Name = try node.choice("id")
    let from = try node.number("from")
    let to = try node.number("to")
    guard from > 0, to >= from else {
      throw node.error("'from' and 'to' must be rising, above 0.")
    }
    self.init(
      name: name, work: try node.string("what"), unit: try node.choice("unit"),
      range: from...to, source: try node.string("source"),
      passes: try node.number("passes"), fails: try node.number("fails"))
    guard node.checksExamples else { return }
    if !range.contains(passes) {
      throw node.error("The example 'passes' is not in the range.")
    }
    if range.contains(fails) {
      throw node.error("The example 'fails' is in the range.")
    }
  }
}
