import PythonSyntax

/// What expressions are, as far as that shows without translating them.
extension ClassTable {
  /// The type of an expression that shows without knowing more.
  func evident(
    _ expression: Expression, in scope: String?
  ) -> KernelType? {
    switch expression.kind {
    case .constant(.int(_?, _)): return .int
    case .constant(.float): return .float
    case .constant(.bool): return .bool
    case .constant(.string), .formattedString: return .text
    case .constant(.none): return KernelType.none
    case .unary(.minus, let operand): return evident(operand, in: scope)
    case .unary(.not, _), .compare: return .bool
    case .name(let name):
      if let type = observed(name, in: scope) { return type }
      if counters.contains(name) || ownCounters.contains(name) { return .int }
      return facts.constants[name].flatMap { evident($0, in: nil) }
    case .binary(_, .divide, _): return .float
    case .binary(let left, .modulo, _) where left.isText: return .text
    case .binary(let left, let symbol, let right):
      let sides = [left, right].map { evident($0, in: scope) }
      // Whatever number the other side is.
      if sides.contains(where: { $0?.isFloat ?? false }), symbol != .power {
        return .float
      }
      // `[0] * n`, in either order.
      if symbol == .multiply,
        let list = sides.compactMap(\.self).first(where: \.isList)
      {
        return list
      }
      if symbol == .add, let first = sides[0], let second = sides[1],
        first.isList || first.isTextual && second.isTextual
      {
        return first.joined(with: second)
      }
      guard let first = sides[0], let second = sides[1], first.isScalar,
        second.isScalar
      else { return nil }
      if symbol == .power { return first.isFloat ? .float : nil }
      return first.isFloat || second.isFloat ? .float : .int
    case .list(let items):
      return evident(items, in: scope).map { .list(ElementCell($0)) }
    case .set(let items):
      guard let type = evident(items, in: scope), type.isKey else {
        return nil
      }
      return .set(ElementCell(type))
    case .tuple(let items):
      var types: [KernelType] = []
      for item in items {
        guard let type = evident(item, in: scope) else { return nil }
        types.append(type)
      }
      return .tuple(types)
    case .comprehension(let comprehension)
    where comprehension.result != .generator:
      let outer = ownCounters
      defer { ownCounters = outer }
      for clause in comprehension.clauses where clause.iterable.isOfRange {
        ownCounters.formUnion(clause.target.plainNames ?? [])
      }
      return evident(comprehension, in: scope)
    case .call(let call): return evident(call, in: scope)
    case .attribute(let owner, let name):
      guard case .name(let className) = owner.kind,
        facts.classes[className]?.members?[name] != nil
      else { return nil }
      return cell(named: className).flatMap(instanceType)
    case .conditional(_, let then, let orElse):
      let sides = [then, orElse].map { evident($0, in: scope) }
      guard let first = sides[0], let second = sides[1] else { return nil }
      return first.joined(with: second)
    case .dict(let keys, let values):
      return evident(keys, values, in: scope)
    default: return nil
    }
  }

  /// What all of these are.
  private func evident(
    _ items: [Expression], in scope: String?
  ) -> KernelType? {
    var type = KernelType.unknown
    for item in items {
      guard let found = evident(item, in: scope),
        let joined = type.joined(with: found)
      else { return nil }
      type = joined
    }
    return type
  }

  /// Once the names of its loops are known.
  private func evident(
    _ comprehension: Comprehension, in scope: String?
  ) -> KernelType? {
    guard let item = evident(comprehension.element, in: scope) else {
      return nil
    }
    switch comprehension.result {
    case .list: return .list(ElementCell(item))
    case .set: return item.isKey ? .set(ElementCell(item)) : nil
    case .dict:
      guard item.isKey,
        let value = comprehension.value.flatMap({ evident($0, in: scope) })
      else { return nil }
      return .dict(ElementCell(item), ElementCell(value))
    case .generator: return nil
    }
  }

  /// A dict as it is written down.
  private func evident(
    _ keys: [Expression?], _ values: [Expression], in scope: String?
  ) -> KernelType? {
    var (key, value) = (KernelType.unknown, KernelType.unknown)
    for (left, right) in zip(keys, values) {
      guard let left = left.flatMap({ evident($0, in: scope) }),
        let right = evident(right, in: scope),
        let first = key.joined(with: left),
        let second = value.joined(with: right)
      else { return nil }
      (key, value) = (first, second)
    }
    guard key.isUnknown || key.isKey else { return nil }
    return .dict(ElementCell(key), ElementCell(value))
  }

  private func evident(_ call: Call, in scope: String?) -> KernelType? {
    switch call.function.kind {
    case .name("float"): return .float
    case .name("int"), .name("len"), .name("ord"): return .int
    case .name("str"), .name("chr"): return .text
    case .name("auto"): return call.arguments.isEmpty ? .int : nil
    case .name("bool"): return .bool
    case .name("list") where call.isEmpty: return .list(ElementCell())
    case .name("dict") where call.isEmpty:
      return .dict(ElementCell(), ElementCell())
    case .name("set") where call.isEmpty: return .set(ElementCell())
    case .name("list") where call.arguments.first?.isOfRange ?? false:
      return .list(ElementCell(.int))
    case .name(let name):
      if let library = facts.imported[name] {
        return evident(library, call) ?? library.resultType
      }
      if facts.functions[name] != nil {
        return result(of: name, call, in: scope)
      }
      guard facts.classes[name] != nil else { return nil }
      guard let cell = cell(named: name) else { return nil }
      if cell.isNamedTuple, call.keywords.isEmpty,
        call.arguments.count == cell.lineage[0].fields.count
      {
        var types: [KernelType] = []
        for argument in call.arguments {
          guard let type = evident(argument, in: scope) else {
            return instanceType(cell)
          }
          types.append(type)
        }
        return .named(cell, types)
      }
      return instanceType(cell)
    case .attribute(let value, let name):
      guard case .name(let module) = value.kind else { return nil }
      let inner = facts.classes.keys.filter { $0.hasSuffix(".\(name)") }
      if inner.count == 1 {
        return cell(named: inner[0]).flatMap(instanceType)
      }
      let library = ModuleFacts.LibraryName(
        module: facts.modules[module] ?? module, name: name)
      return evident(library, call) ?? library.resultType
    default: return nil
    }
  }

  /// What `collections` makes, as far as it is empty or all of it shows.
  private func evident(
    _ library: ModuleFacts.LibraryName, _ call: Call
  ) -> KernelType? {
    guard library.module == "collections" else { return nil }
    switch library.name {
    case "deque" where call.arguments.isEmpty: return .deque(ElementCell())
    case "Counter" where call.isEmpty:
      return .dict(ElementCell(), ElementCell(.int))
    case "OrderedDict" where call.isEmpty:
      return .dict(ElementCell(), ElementCell())
    case "defaultdict" where call.arguments.count == 1:
      guard let value = made(by: call.arguments[0]) else { return nil }
      // Looking at a key may put one in.
      return .dict(ElementCell(), ElementCell(value, isMutated: true))
    default: return nil
    }
  }

  /// What a defaultdict's factory makes.
  private func made(by factory: Expression) -> KernelType? {
    switch factory.kind {
    case .name(let name):
      evident(
        Call(function: Expression(.name(name), factory.range), arguments: []),
        in: nil)
    case .lambda(let parameters, let body) where parameters.all.isEmpty:
      evident(body, in: nil)
    default: nil
    }
  }
}

extension Call {
  /// Nothing is passed.
  fileprivate var isEmpty: Bool { arguments.isEmpty && keywords.isEmpty }
}
