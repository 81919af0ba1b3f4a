/// Looks once whether a list has the items that a block certainly looks at
/// under constant indices: where it has not, Python would raise there.
struct ConstantPlaces {
  private let views: Set<String>

  static func apply(_ body: KernelFunctionBody) -> KernelFunctionBody {
    var result = body
    result.body = ConstantPlaces(views: body.views).translated(body.body)
    return result
  }

  private func translated(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    var rest = block[...]
    while let instruction = rest.popFirst() {
      result.append(
        instruction.mappingBlocks {
          translated($0)
        })
      guard case .assign(let name, let list) = instruction,
        views.contains(name),
        let last = lastPlace(name, in: rest), last > 0
      else { continue }
      let view = Value.variable(name, list.type)
      result.append(
        .evaluate(
          Value(
            .apply(
              .function("requireItems"),
              [
                Value(.count(view), .int, .lengths), .int(0), .int(1), .int(1),
                .int(last),
              ]), .none)))
      rest = rest.map { unchecked(name, last, $0) }[...]
    }
    return result
  }

  /// The highest constant index under which the instructions look.
  private func lastPlace(
    _ name: String, in block: ArraySlice<Instruction>
  ) -> Int? {
    var last: Int?
    for instruction in block {
      if instruction.assigns(name) { break }
      if case .store(let list, let index, _) = instruction,
        list.isVariable(name), case .int(let place) = index.kind, place >= 0
      {
        last = max(last ?? 0, place)
      }
      for value in instruction.values { collect(name, value, &last) }
      if instruction.mayLeave { break }
    }
    return last
  }

  private func collect(_ name: String, _ value: Value, _ last: inout Int?) {
    switch value.kind {
    case .element(let list, let index) where list.isVariable(name):
      if case .int(let place) = index.kind, place >= 0 {
        last = max(last ?? 0, place)
      } else {
        collect(name, index, &last)
      }
    case .conditional(let test, _, _): collect(name, test, &last)
    case .and(let left, _), .or(let left, _): collect(name, left, &last)
    default: for operand in value.operands { collect(name, operand, &last) }
    }
  }

  private func unchecked(
    _ name: String, _ last: Int, _ instruction: Instruction
  ) -> Instruction {
    if case .store(let list, let index, let value) = instruction,
      list.isVariable(name), let place = bare(index, last)
    {
      return .store(
        list: list, index: place, value: unchecked(name, last, value))
    }
    return instruction.mapping {
      unchecked(name, last, $0)
    } _: { block in
      block.map { unchecked(name, last, $0) }
    }
  }

  private func unchecked(
    _ name: String, _ last: Int, _ value: Value
  ) -> Value {
    var result = value.mappingOperands { unchecked(name, last, $0) }
    if case .element(let list, let index) = value.kind, list.isVariable(name),
      let place = bare(index, last)
    {
      result.kind = .element(of: list, at: place)
    }
    return result
  }

  private func bare(_ index: Value, _ last: Int) -> Value? {
    guard case .int(let place) = index.kind, 0...last ~= place else {
      return nil
    }
    return Value(.inBounds(index), .int, index.interval)
  }
}
