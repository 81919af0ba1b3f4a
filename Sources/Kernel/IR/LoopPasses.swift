extension Instruction {
  /// The bounds of a range that stands for the passes of a loop which never
  /// leaves early.
  var certainPasses: (Value, Value)? {
    guard case .for(_, let source, let inner) = self,
      !inner.contains(where: \.mayLeave)
    else { return nil }
    switch source {
    case .range(let first, let end)
    where first.isRepeatable && end.isRepeatable:
      return (first, end)
    case .items(let list)
    where list.type.hasConstantLength && list.isRepeatable:
      return (.int(0), Value(.count(list), .int, .lengths))
    default: return nil
    }
  }

  /// Each pass of the loop appends once, in its own block.
  func isAppendedOnce(to name: String) -> Bool {
    guard case .for(_, _, let inner) = self else { return false }
    let appends = inner.filter { $0.appends(to: name) }
    return appends.count == 1
      && !inner.contains { instruction in
        instruction.blocks.contains { block in
          block.contains { $0.appendsAnywhere(to: name) }
        }
      }
  }

  func appends(to name: String) -> Bool {
    guard case .evaluate(let value) = self else { return false }
    return value.appendedItem?.name == name
  }

  private func appendsAnywhere(to name: String) -> Bool {
    appends(to: name)
      || blocks.contains { $0.contains { $0.appendsAnywhere(to: name) } }
  }
}
