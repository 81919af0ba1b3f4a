/// Finds loops whose passes do not depend on one another, and lets several
/// threads share them.
///
/// Such a loop goes over a range or a list, has a loop or a call in it, works
/// with numbers and items alone (`SharedPass`), and in each pass stores at the
/// pass's own place (`SharedPlaces`) or appends one item. What it adds up is of
/// ints (`SharedTotals`); where a sum of a part leaves 64 bits, the kernel
/// falls back, as it would anyhow for a part of that size.
struct LoopSharing {
  private let body: KernelFunctionBody
  private let atTop: Set<String>
  /// Functions that several threads may call, and which of them call
  /// themselves.
  private let functions: Set<String>
  private let recursive: Set<String>
  private var variables: [String: KernelType]
  private var made = 0
  /// What shared loops inside a loop remember from one entry to the next.
  private var sites: [String] = []

  static func apply(_ bodies: [KernelFunctionBody]) -> [KernelFunctionBody] {
    let functions = sharedFunctions(bodies)
    let recursive = recursiveFunctions(bodies)
    return bodies.enumerated().map { index, body in
      // What is called from a loop would look at the clock too often.
      if index > 0 || body.isRecursive || body.usesSharedRandom || body.mayRaise
      {
        return body
      }
      var pass = LoopSharing(
        body: body, atTop: Set(DeclarationPlan(body).atTop),
        functions: functions, recursive: recursive, variables: body.variables)
      var result = body
      result.body = pass.sharing(body.body, inLoop: false)
      result.variables = pass.variables
      return result
    }
  }

  // MARK: Functions

  private static func sharedFunctions(
    _ bodies: [KernelFunctionBody]
  ) -> Set<String> {
    var functions = Set(bodies.map(\.name))
    var known = -1
    while functions.count != known {
      known = functions.count
      for body in bodies
      where !SharedPass.holds(for: body, functions: functions) {
        functions.remove(body.name)
      }
    }
    return functions
  }

  /// Those that call themselves, or one that does.
  private static func recursiveFunctions(
    _ bodies: [KernelFunctionBody]
  ) -> Set<String> {
    var recursive = Set(bodies.filter(\.isRecursive).map(\.name))
    var known = -1
    while recursive.count != known {
      known = recursive.count
      for body in bodies
      where body.body.contains(where: { $0.calls(recursive) }) {
        recursive.insert(body.name)
      }
    }
    return recursive
  }

  // MARK: Loops

  /// The outermost loops that can be, shared.
  private mutating func sharing(
    _ block: [Instruction], inLoop: Bool
  ) -> [Instruction] {
    var result: [Instruction] = []
    for instruction in block {
      let variables = variables
      if let shared = shared(instruction, inLoop: inLoop) {
        result += shared
        continue
      }
      self.variables = variables
      let isLoop = instruction.isLoop
      let instruction = instruction.mappingBlocks {
        sharing($0, inLoop: inLoop || isLoop)
      }
      if !inLoop {
        result += sites.map { .assign($0, .int(0)) }
        sites = []
      }
      result.append(instruction)
    }
    return result
  }

  private mutating func fresh(_ stem: String, _ type: KernelType) -> String {
    let name = variables.freshName(stem, &made)
    variables[name] = type
    return name
  }

  /// A loop over a range, in the course of being shared.
  private struct Candidate {
    var before: [Instruction] = []
    var item: String
    var first: Value
    var end: Value
    var passes: [Instruction]
    var after: [Instruction] = []
  }

  /// The loop as one of several threads; nil where it stays what it is.
  private mutating func shared(
    _ loop: Instruction, inLoop: Bool
  ) -> [Instruction]? {
    guard var candidate = candidate(loop),
      candidate.passes.contains(where: \.isLong),
      !candidate.passes.contains(where: { $0.leaves(within: []) })
    else { return nil }
    // To be made for each entry of what may be a short loop.
    if !inLoop { placeAppends(&candidate) }
    let totals = SharedTotals(candidate.passes, variables)
    let uses = LoopUses(candidate.item, candidate.passes)
    let changing = uses.assigned.union([candidate.item])
      .subtracting(totals.unions.keys)
    guard totals.unions.count <= SharedTotals.most,
      uses.assigned.isDisjoint(with: body.flagged),
      let pass = SharedPass(
        candidate.item, candidate.passes, views: body.views,
        functions: functions),
      let places = SharedPlaces(pass.accesses),
      isOwn(changing, of: loop, candidate)
    else { return nil }
    let site = fresh("site", .int)
    if inLoop {
      sites.append(site)
    } else {
      candidate.before.append(.assign(site, .int(0)))
    }
    return share(candidate, totals, places, site)
  }

  /// A loop over a range, or over what stays as long as it is.
  private mutating func candidate(_ loop: Instruction) -> Candidate? {
    guard case .for(let names, let source, let inner) = loop, names.count == 1
    else { return nil }
    switch source {
    case .range(let first, let end):
      var candidate = Candidate(
        item: names[0], first: first, end: end, passes: inner)
      candidate.first = kept(first, &candidate.before)
      candidate.end = kept(end, &candidate.before)
      return candidate
    case .items(let list):
      guard case .list(let cell) = list.type, list.isRepeatable,
        list.type.hasConstantLength || list.isAny(of: body.views)
      else { return nil }
      let place = Value.variable(fresh("place", .int), .int, .lengths)
      guard case .variable(let name) = place.kind else { return nil }
      let item = Value(
        .element(of: list, at: Value(.inBounds(place), .int, .lengths)),
        cell.type)
      var candidate = Candidate(
        item: name, first: .int(0), end: .int(0),
        passes: [.assign(names[0], item)] + inner)
      candidate.end = kept(
        Value(.count(list), .int, .lengths), &candidate.before)
      return candidate
    default: return nil
    }
  }

  private mutating func kept(
    _ value: Value, _ before: inout [Instruction]
  ) -> Value {
    if value.isRepeatable { return value }
    let name = fresh("bound", value.type)
    before.append(.assign(name, value))
    return .variable(name, value.type, value.interval)
  }

  // MARK: What a pass appends

  /// Appends of one item in each pass, as items at the pass's own place, which
  /// the list gets after the loop.
  ///
  /// A list that knows its end here has no other name in the loop. Lists of
  /// lists are not looked into while any of their kind grows, and two that
  /// grow might be one.
  private mutating func placeAppends(_ candidate: inout Candidate) {
    // Some passes would append nothing.
    if candidate.passes.contains(where: \.continues) { return }
    var kinds: Set<String> = []
    let range = Iteration.range(candidate.first, candidate.end)
    let loop = Instruction.for([candidate.item], range, candidate.passes)
    let uses = LoopUses(candidate.item, candidate.passes)
    for (index, instruction) in candidate.passes.enumerated() {
      guard case .evaluate(let value) = instruction,
        let (list, item) = value.grown, case .variable(let name) = list.kind,
        !uses.assigned.contains(name), loop.count(of: name) == 1,
        case .list(let cell) = list.type,
        body.tails.contains(name)
          || !cell.type.isBits && kinds.insert(cell.kind).inserted
      else { continue }
      let placed = fresh("placed", list.type)
      let items = Value.variable(placed, list.type)
      candidate.before.append(
        .assign(
          placed,
          Value(
            .apply(
              .function("PlacedItems"),
              [list, candidate.first, candidate.end]), list.type)))
      candidate.passes[index] = .evaluate(
        Value(
          .apply(
            .method("putShared", canFallBack: false),
            [
              items,
              Value(
                .apply(
                  .infix("&-"),
                  [.variable(candidate.item, .int), candidate.first]), .int),
              item,
            ]), .none))
      candidate.after.append(
        .evaluate(Value(.apply(.method("takeShared"), [list, items]), .none)))
    }
  }

  // MARK: What a pass takes from another

  /// The names belong to one pass each: nothing outside of the loop knows
  /// them, and whenever one is read it has got its value in the same pass.
  private func isOwn(
    _ names: Set<String>, of loop: Instruction, _ candidate: Candidate
  ) -> Bool {
    guard names.isDisjoint(with: atTop),
      names.isDisjoint(with: body.parameters.map(\.name)),
      names.allSatisfy({ name in
        loop.count(of: name)
          == body.body.reduce(0) { $0 + $1.count(of: name) }
      })
    else { return false }
    var given: Set = [candidate.item]
    return Self.gives(candidate.passes, names, &given)
  }

  private static func gives(
    _ block: [Instruction], _ changing: Set<String>, _ given: inout Set<String>
  ) -> Bool {
    for instruction in block {
      let open = changing.subtracting(given)
      if instruction.values.contains(where: { $0.isAny(of: open) }) {
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

  // MARK: The shared loop

  private mutating func share(
    _ candidate: Candidate, _ totals: SharedTotals, _ places: SharedPlaces,
    _ site: String
  ) -> [Instruction] {
    let names = totals.unions.keys.sorted()
    let parts = names.compactMap { name -> Share.Total? in
      guard let union = totals.unions[name], let type = variables[name] else {
        return nil
      }
      return Share.Total(
        name: fresh("part", type), type: type, start: .variable(name, type),
        union: union)
    }
    let share = Share(
      work: fresh("share", .int), firstName: fresh("first", .int),
      endName: fresh("end", .int), own: fresh("own", .int),
      numbers: fresh("numbers", .int), site: site, first: candidate.first,
      end: candidate.end, totals: parts,
      isApart: places.isApart(candidate.first, candidate.end),
      isNested: candidate.passes.contains { $0.calls(recursive) })
    func total(_ index: Int, of numbers: String) -> Value {
      let number = Value(.component(.variable(numbers, .int), index), .int)
      return parts[index].type.isInt
        ? number : Value(.apply(.infix("!="), [number, .int(0)]), .bool)
    }
    let renaming = Dictionary(
      uniqueKeysWithValues: zip(names, parts.map(\.name)))
    let block: [Instruction] =
      parts.indices.map { .assign(parts[$0].name, total($0, of: share.own)) }
      + [
        .for(
          [candidate.item],
          .range(
            .variable(share.firstName, .int), .variable(share.endName, .int)),
          candidate.passes.map { $0.renaming(renaming) })
      ]
    return candidate.before + [.share(share, block)]
      + parts.indices.map {
        .assign(names[$0], total($0, of: share.numbers))
      } + candidate.after
  }
}
