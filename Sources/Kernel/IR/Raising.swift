/// Functions in which an exception may go from one place to another: what is
/// taken out of loops and put back behind them would be passed by.
extension [KernelFunctionBody] {
  func markingRaising() -> [KernelFunctionBody] {
    var raising = Set(filter { $0.body.hasRaises }.map(\.name))
    if raising.isEmpty { return self }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for body in self where !raising.contains(body.name) {
        if body.body.contains(where: { $0.calls(anyOf: raising) }) {
          raising.insert(body.name)
          isGrowing = true
        }
      }
    }
    return map { body in
      var body = body
      body.mayRaise = raising.contains(body.name)
      return body
    }
  }

  /// The change made to each function that raises nothing.
  func mapCalm(
    _ change: (KernelFunctionBody) -> KernelFunctionBody
  ) -> [KernelFunctionBody] {
    map { $0.mayRaise ? $0 : change($0) }
  }
}

extension [Instruction] {
  fileprivate var hasRaises: Bool {
    contains { instruction in
      switch instruction {
      case .raise, .attempt: true
      default: instruction.blocks.contains(where: \.hasRaises)
      }
    }
  }
}

extension Instruction {
  fileprivate func calls(anyOf functions: Set<String>) -> Bool {
    values.contains { $0.calls(functions) }
      || blocks.contains { $0.contains { $0.calls(anyOf: functions) } }
  }
}
