/// Finds loops whose passes do not depend on one another, and lets several
/// threads share them.
///
/// Such a loop goes over a range, has a loop or a call in it, works with
/// numbers and the views of lists and buffers alone, and in each pass stores
/// at the pass's own place. What it adds up is of ints, in which the order
/// does not show; where a sum of a part leaves 64 bits, the kernel falls back,
/// as it would anyhow for a part of that size. Whether two views are of one
/// list is decided when the loop begins.
struct LoopSharing {
  private let body: KernelFunctionBody
  private let atTop: Set<String>
  /// Functions that several threads may call.
  private let plain: Set<String>
  private var variables: [String: KernelType]
  private var made = 0

  static func apply(_ bodies: [KernelFunctionBody]) -> [KernelFunctionBody] {
    let plain = plainFunctions(bodies)
    return bodies.enumerated().map { index, body in
      // What is called from a loop would look at the clock too often.
      if index > 0 || body.isRecursive || body.usesSharedRandom { return body }
      var pass = LoopSharing(
        body: body, atTop: Set(DeclarationPlan(body).atTop), plain: plain,
        variables: body.variables)
      var result = body
      result.body = pass.sharing(body.body)
      result.variables = pass.variables
      return result
    }
  }

  // MARK: Functions

  /// Those that work with numbers alone, and with what the caller lends them.
  private static func plainFunctions(
    _ bodies: [KernelFunctionBody]
  ) -> Set<String> {
    var plain = Set(
      bodies.filter { body in
        !body.isRecursive && !body.usesSharedRandom && body.result.isWhole
          && body.parameters.allSatisfy(\.type.isWhole)
          && body.variables.values.allSatisfy(\.isWhole)
      }.map(\.name))
    var known = -1
    while plain.count != known {
      known = plain.count
      for body in bodies
      where !body.body.allSatisfy({ $0.isPlain(views: [], calling: plain) }) {
        plain.remove(body.name)
      }
    }
    return plain
  }

  // MARK: Loops

  private mutating func sharing(_ block: [Instruction]) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      if let shared = shared(instruction) {
        result += shared
      } else {
        switch instruction {
        case .for, .while: result.append(instruction)
        default: result.append(instruction.mappingBlocks { sharing($0) })
        }
      }
    }
    return result
  }

  private mutating func fresh(_ stem: String) -> String {
    var name: String
    repeat {
      made += 1
      name = "\(stem)\(made)"
    } while variables[name] != nil
    variables[name] = .int
    return name
  }

  /// The loop as one of several threads; nil where it stays what it is.
  private mutating func shared(_ loop: Instruction) -> [Instruction]? {
    guard case .for(let names, .range(let first, let end), let inner) = loop,
      names.count == 1, inner.contains(where: \.isLong),
      inner.allSatisfy({ $0.isPlain(views: body.views, calling: plain) }),
      !inner.contains(where: { $0.leaves(within: []) }),
      let stores = SharedStores(names[0], inner)
    else { return nil }
    let written = LoopUses(names[0], inner).assigned.union(names)
    let totals = SharedTotals(inner, body.variables)
    let changing = written.subtracting(totals.unions.keys)
    var given = Set(names)
    guard totals.unions.count <= SharedTotals.most,
      written.isDisjoint(with: body.flagged), atTop.isDisjoint(with: changing),
      !changing.contains(where: { isKnown($0, outside: loop) }),
      Self.gives(inner, changing, &given)
    else { return nil }
    return share(names, first, end, inner, totals, stores)
  }

  private func isKnown(_ name: String, outside loop: Instruction) -> Bool {
    if body.parameters.contains(where: { $0.name == name }) { return true }
    var uses = LoopSharing.Uses()
    uses.count([loop])
    let within = uses.names[name] ?? 0
    uses = LoopSharing.Uses()
    uses.count(body.body)
    return uses.names[name] ?? 0 != within
  }

  private mutating func share(
    _ names: [String], _ first: Value, _ end: Value, _ inner: [Instruction],
    _ totals: SharedTotals, _ stores: SharedStores
  ) -> [Instruction] {
    let outer = totals.unions.keys.sorted()
    let own = fresh("own")
    let share = Share(
      work: fresh("share"), firstName: fresh("first"), endName: fresh("end"),
      own: own, numbers: fresh("numbers"), first: first, end: end,
      starts: outer.map { .variable($0, .int) },
      results: outer.map { _ in fresh("part") },
      unions: outer.compactMap { totals.unions[$0] },
      isApart: stores.isApart)
    var block: [Instruction] = []
    for (index, part) in share.results.enumerated() {
      block.append(
        .assign(
          part, Value(.component(.variable(own, .int), index), .int)))
    }
    let renaming = Dictionary(uniqueKeysWithValues: zip(outer, share.results))
    block.append(
      .for(
        names,
        .range(
          .variable(share.firstName, .int), .variable(share.endName, .int)),
        inner.map { $0.renaming(renaming) }))
    return [.share(share, block)]
      + outer.enumerated().map { index, name in
        .assign(
          name, Value(.component(.variable(share.numbers, .int), index), .int))
      }
  }

  // MARK: What a pass takes from another

  /// How often names occur.
  fileprivate struct Uses {
    var names: [String: Int] = [:]

    mutating func count(_ block: [Instruction]) {
      for instruction in block {
        switch instruction {
        case .assign(let name, _), .declare(let name), .requireBound(let name):
          names[name, default: 0] += 1
        case .for(let items, _, _):
          for item in items { names[item, default: 0] += 1 }
        default: break
        }
        for value in instruction.values { count(value) }
        for inner in instruction.blocks { count(inner) }
      }
    }

    private mutating func count(_ value: Value) {
      if case .variable(let name) = value.kind {
        names[name, default: 0] += 1
      }
      for operand in value.operands { count(operand) }
    }
  }

  /// Every name that changes has got its value in the same pass whenever it
  /// is read.
  private static func gives(
    _ block: [Instruction], _ changing: Set<String>, _ given: inout Set<String>
  ) -> Bool {
    for instruction in block {
      let open = changing.subtracting(given)
      if instruction.values.contains(where: { $0.usesAny(of: open) }) {
        return false
      }
      switch instruction {
      case .assign(let name, _): given.insert(name)
      case .if(_, let then, let orElse):
        var (left, right) = (given, given)
        guard gives(then, changing, &left), gives(orElse, changing, &right)
        else { return false }
        given = left.intersection(right)
      default:
        for inner in instruction.blocks {
          var inside = given
          if case .for(let names, _, _) = instruction {
            inside.formUnion(names)
          }
          guard gives(inner, changing, &inside) else { return false }
        }
      }
    }
    return true
  }
}

extension Value {
  fileprivate func usesAny(of names: Set<String>) -> Bool {
    if case .variable(let name) = kind { return names.contains(name) }
    return operands.contains { $0.usesAny(of: names) }
  }

  /// Of numbers, and of elements of the views.
  fileprivate func isPlain(
    views: Set<String>, calling functions: Set<String>
  ) -> Bool {
    func isPlain(_ value: Value) -> Bool {
      value.isPlain(views: views, calling: functions)
    }
    switch kind {
    case .element(let list, let index):
      return list.isView(views) && type.isWhole && isPlain(index)
    case .count(let list): return list.isView(views)
    case .call(let name, let operands):
      return functions.contains(name) && operands.allSatisfy(isPlain)
    case .apply(let operation, let operands):
      return !Independence.asking.contains(operation.name) && type.isWhole
        && operands.allSatisfy(isPlain)
    default: return type.isWhole && operands.allSatisfy(isPlain)
    }
  }

  /// The view of a list in a list.
  fileprivate func isRow(
    _ views: Set<String>, _ functions: Set<String>
  ) -> Bool {
    guard case .apply(let operation, let operands) = kind,
      operation.name == "ListView", operands.count == 1,
      case .element(let rows, let index) = operands[0].kind
    else { return false }
    return rows.isView(views)
      && index.isPlain(views: views, calling: functions)
  }

  /// Elements that stay where they are.
  fileprivate func isView(_ views: Set<String>) -> Bool {
    guard case .variable(let name) = kind else { return false }
    return views.contains(name) || type.hasConstantLength
  }
}

extension Instruction {
  fileprivate func isPlain(
    views: Set<String>, calling functions: Set<String>
  ) -> Bool {
    switch self {
    case .requireBound, .declare, .storeAttribute, .share: return false
    case .store(let list, let index, let value):
      guard list.isView(views),
        index.isPlain(views: views, calling: functions),
        value.isPlain(views: views, calling: functions)
      else { return false }
    case .assign(let name, let value)
    where views.contains(name) && value.isRow(views, functions):
      break
    case .for(_, .range, _), .for(_, .steppedRange, _), .assign, .evaluate, .if,
      .while, .return:
      guard
        values.allSatisfy({ $0.isPlain(views: views, calling: functions) })
      else { return false }
    case .for(_, .items(let list), _):
      guard list.isView(views) else { return false }
    case .for: return false
    case .comment, .block, .leave, .next, .fallBack: break
    }
    return blocks.allSatisfy { block in
      block.allSatisfy { $0.isPlain(views: views, calling: functions) }
    }
  }

  /// It takes more than some instructions.
  fileprivate var isLong: Bool {
    switch self {
    case .for, .while: true
    default:
      values.contains(where: \.calls)
        || blocks.contains { $0.contains(where: \.isLong) }
    }
  }

  /// It leaves for a place outside of the labels, and of loops.
  fileprivate func leaves(within labels: Set<String>, inLoop: Bool = false)
    -> Bool
  {
    switch self {
    case .return: return true
    case .leave(nil): return !inLoop
    case .leave(let label?): return !labels.contains(label)
    case .for, .while:
      return blocks.contains { block in
        block.contains { $0.leaves(within: labels, inLoop: true) }
      }
    case .block(let label, let inner):
      return inner.contains {
        $0.leaves(within: labels.union([label]), inLoop: inLoop)
      }
    default:
      return blocks.contains { block in
        block.contains { $0.leaves(within: labels, inLoop: inLoop) }
      }
    }
  }
}

extension Value {
  fileprivate var calls: Bool {
    if case .call = kind { return true }
    return operands.contains(where: \.calls)
  }
}

extension KernelType {
  /// Values that are all there is to them.
  fileprivate var isWhole: Bool {
    switch self {
    case .none, .unknown: true
    default: isBits
    }
  }
}
