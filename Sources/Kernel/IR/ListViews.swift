/// Takes what a loop must know of growing lists, where they lie and how long
/// they are, out of the lists for as long as the loop lasts.
///
/// Such a list's memory moves when it grows, so that the compiler would ask
/// for it again after every store. A loop that resizes no list of a kind has
/// views of them. One that appends to a list, and may reach it by no other
/// name, counts for itself and tells the list at its end. That two names are
/// of two lists is decided before the loop, which falls back if not.
struct ListViews {
  private let body: KernelFunctionBody
  /// What lists a call of each function may reach.
  private let reach: [String: Set<String>]
  private var variables: [String: KernelType]
  private var views: Set<String> = []
  private var tails: Set<String> = []
  private var made = 0

  static func apply(_ bodies: [KernelFunctionBody]) -> [KernelFunctionBody] {
    let reach = reach(of: bodies)
    return bodies.mapCalm { body in
      var pass = ListViews(body: body, reach: reach, variables: body.variables)
      pass.views = body.views
      var result = body
      let parameters = Set(body.parameters.map(\.name))
      result.body = pass.translated(body.body, parameters)
      result.variables = pass.variables
      result.views = pass.views
      result.tails = pass.tails
      return result
    }
  }

  private init(
    body: KernelFunctionBody, reach: [String: Set<String>],
    variables: [String: KernelType]
  ) {
    self.body = body
    self.reach = reach
    self.variables = variables
  }

  /// The kinds of the lists in each function's variables, and in those of the
  /// functions that it calls.
  private static func reach(
    of bodies: [KernelFunctionBody]
  ) -> [String: Set<String>] {
    var reach: [String: Set<String>] = [:]
    var callees: [String: Set<String>] = [:]
    for body in bodies {
      let types =
        body.parameters.map(\.type) + [body.result]
        + Array(body.variables.values)
      reach[body.name] = Set(types.flatMap(\.cells).map(\.kind))
      callees[body.name] =
        ListUses(
          .block(label: "", body.body), made: []
        ).callees
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (name, called) in callees {
        let more = called.reduce(into: reach[name] ?? []) { all, callee in
          all.formUnion(reach[callee] ?? [])
        }
        if more != reach[name] {
          reach[name] = more
          isGrowing = true
        }
      }
    }
    return reach
  }

  // MARK: Blocks

  /// `assigned` are the names that certainly have a value before the block.
  private mutating func translated(
    _ block: [Instruction], _ assigned: Set<String>
  ) -> [Instruction] {
    var assigned = assigned
    var result: [Instruction] = []
    for instruction in block {
      switch instruction {
      case .for, .while:
        let plan = plan(instruction, result, assigned)
        result += plan.before
        result.append(inside(plan.loop, assigned))
        result += plan.after
      case .assign(let name, _):
        assigned.insert(name)
        result.append(instruction)
      default: result.append(inside(instruction, assigned))
      }
    }
    return result
  }

  private mutating func inside(
    _ instruction: Instruction, _ assigned: Set<String>
  ) -> Instruction {
    switch instruction {
    case .for(let names, let source, let inner):
      .for(names, source, translated(inner, assigned))
    case .while(let test, let inner):
      .while(test, translated(inner, assigned))
    case .if(let test, let then, let orElse):
      .if(
        test, then: translated(then, assigned),
        else: translated(orElse, assigned))
    case .block(let label, let inner):
      .block(label: label, translated(inner, assigned))
    default: instruction
    }
  }

  // MARK: Loops

  private struct Plan {
    var before: [Instruction] = []
    var loop: Instruction
    var after: [Instruction] = []
    /// What stands for the lists in the loop.
    var names: [String: String] = [:]
    /// Lists with room for every item that will come.
    var reserved: Set<String> = []
  }

  private mutating func plan(
    _ loop: Instruction, _ earlier: [Instruction], _ bound: Set<String>
  ) -> Plan {
    var plan = Plan(loop: loop)
    let uses = ListUses(loop, made: views.union(tails))
    if uses.leavesFar { return plan }
    var unknown = uses.unknown
    for callee in uses.callees { unknown.formUnion(reach[callee] ?? []) }
    // What never changes its length is not told apart by its kind.
    let groups = uses.names.filter { kind, names in
      !unknown.contains(kind)
        || names.allSatisfy { uses.types[$0]?.isResized == false }
    }
    .sorted { ($0.value.min() ?? "") < ($1.value.min() ?? "") }
    for (kind, names) in groups {
      let steady = names.filter { name in
        bound.contains(name) && !uses.assigned.contains(name)
          && !body.flagged.contains(name)
      }
      let appended = names.filter { uses.appends[$0] != nil }
      if appended.isEmpty {
        for name in steady.sorted()
        where uses.indexed.union(uses.iterated).contains(name)
          && (uses.stores || uses.types[name]?.isResized == true)
          && (!uses.returns || isKeptByCaller(name))
        {
          view(name, "ListView", &plan)
        }
      } else if steady == names, !uses.returns,
        !uses.heldElsewhere.contains(kind),
        appended.isDisjoint(with: uses.passedOn.union(uses.iterated)),
        appended.allSatisfy({ uses.types[$0]?.type.isBits == true })
      {
        keepBounds(&plan)
        apart(names.sorted(), appended, earlier, &plan)
        for name in names.subtracting(appended).sorted()
        where uses.indexed.union(uses.iterated).contains(name) {
          view(name, "ListView", &plan)
        }
        for name in appended.sorted() {
          if let count = plainCount(of: name, in: earlier), appended.count == 1,
            place(name, count, uses, &plan)
          {
            continue
          }
          tail(name, &plan)
        }
      }
    }
    if uses.stores {
      for name in uses.buffers.sorted()
      where bound.contains(name) && !uses.assigned.contains(name)
        && !body.flagged.contains(name)
        && (!uses.returns || isKeptByCaller(name))
      {
        view(name, "BufferView", &plan)
      }
    }
    if !plan.names.isEmpty {
      let naming = ListNaming(names: plan.names, reserved: plan.reserved)
      plan.loop = naming.renamed(plan.loop)
    }
    return plan
  }

  /// It lives as long as the call.
  private func isKeptByCaller(_ name: String) -> Bool {
    body.parameters.contains { $0.name == name }
      && !body.body.contains { $0.assigns(name) }
  }

  private mutating func fresh(_ stem: String) -> String {
    variables.freshName(stem, &made)
  }

  private mutating func fresh(_ name: String, _ stem: String) -> String {
    let other = fresh(stem)
    variables[other] = variables[name]
    return other
  }

  private func variable(_ name: String) -> Value {
    .variable(name, variables[name] ?? .unknown)
  }

  private func call(
    _ name: String, _ operands: [Value], canFallBack: Bool = false
  ) -> Instruction {
    .evaluate(
      Value(
        .apply(.function(name, canFallBack: canFallBack), operands), .none))
  }

  /// Gives the bounds of a range names.
  private mutating func keepBounds(_ plan: inout Plan) {
    guard
      case .for(let names, .range(let first, let end), let inner) = plan.loop
    else { return }
    var kept: [Value] = []
    for value in [first, end] {
      if value.isRepeatable {
        kept.append(value)
        continue
      }
      let name = fresh("bound")
      variables[name] = value.type
      plan.before.append(.assign(name, value))
      kept.append(.variable(name, value.type, value.interval))
    }
    plan.loop = .for(names, .range(kept[0], kept[1]), inner)
  }

  private mutating func view(
    _ name: String, _ type: String, _ plan: inout Plan
  ) {
    let view = fresh(name, "view")
    views.insert(view)
    plan.names[name] = view
    plan.before.append(make(view, type, name))
    plan.after.append(call("keep", [variable(name)]))
  }

  private func make(
    _ name: String, _ type: String, _ list: String
  ) -> Instruction {
    .assign(
      name,
      Value(
        .apply(.function(type, canFallBack: false), [variable(list)]),
        variables[list] ?? .unknown))
  }

  private mutating func tail(_ name: String, _ plan: inout Plan) {
    let tail = fresh(name, "tail")
    tails.insert(tail)
    plan.names[name] = tail
    if let (first, end) = plan.loop.certainPasses,
      plan.loop.isAppendedOnce(to: name)
    {
      plan.reserved.insert(name)
      plan.before.append(reserve(name, first, end))
    }
    plan.before.append(make(tail, "ListTail", name))
    plan.after.append(
      .evaluate(
        Value(
          .apply(
            .method("finish", canFallBack: false), [variable(tail)]), .none)))
  }

  private func reserve(
    _ name: String, _ first: Value, _ end: Value
  ) -> Instruction {
    .evaluate(
      Value(.apply(.method("reserve"), [variable(name), first, end]), .none))
  }

  /// Falls back where a list that grows has another name.
  private func apart(
    _ names: [String], _ appended: Set<String>, _ earlier: [Instruction],
    _ plan: inout Plan
  ) {
    for (index, name) in names.enumerated() {
      for other in names[(index + 1)...]
      where appended.contains(name) && plainCount(of: name, in: earlier) == nil
        || appended.contains(other)
          && plainCount(of: other, in: earlier) == nil
      {
        plan.before.append(
          call(
            "requireApart", [variable(name), variable(other)],
            canFallBack: true))
      }
    }
  }

  /// How many items a list has that was made just before the loop, and is
  /// known by no other name.
  private func plainCount(
    of name: String, in earlier: [Instruction]
  ) -> Int? {
    for instruction in earlier.reversed() {
      switch instruction {
      case .comment: continue
      case .assign(name, let value):
        if case .list(let items) = value.kind { return items.count }
        return nil
      case .assign(_, let value):
        if value.uses(name) { return nil }
      case .evaluate(let value):
        if value.uses(name) { return nil }
      default: return nil
      }
    }
    return nil
  }

  /// Where each pass gives a new list its next item, at a place that is
  /// known: the item is stored there, and the list told of them all at the
  /// end.
  private mutating func place(
    _ name: String, _ count: Int, _ uses: ListUses, _ plan: inout Plan
  ) -> Bool {
    guard
      case .for(let names, .range(let first, let end), let inner) = plan.loop,
      names.count == 1, case .int(let low) = first.kind, end.isRepeatable,
      low >= 0, low <= count, plan.loop.certainPasses != nil,
      plan.loop.isAppendedOnce(to: name)
    else { return false }
    let offset = count - low
    let last = fresh("last")
    guard
      let placed = PlacedAppends(
        names[0], name, offset, lastItem: last
      ).translated(inner)
    else { return false }
    let view = fresh(name, "view")
    views.insert(view)
    plan.before += [reserve(name, first, end), make(view, "ListView", name)]
    if placed.contains(where: { $0.assigns(last) }),
      let type = uses.types[name]?.type
    {
      variables[last] = type
      plan.before.append(
        .assign(
          last,
          Value(
            .element(
              of: .variable(view, variables[name] ?? .unknown),
              at: Value(.inBounds(.int(count - 1)), .int)), type)))
    }
    plan.names[name] = view
    plan.loop = .for(names, .range(first, end), placed)
    plan.after.append(
      .evaluate(
        Value(
          .apply(
            .method("finish", canFallBack: false),
            [variable(name), first, end, .int(offset)]), .none)))
    return true
  }
}
