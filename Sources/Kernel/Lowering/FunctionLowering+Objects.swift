import PythonSyntax

/// Attributes of instances, read and set.
extension FunctionLowering {
  /// The name of an attribute as instances have it.
  private func mangled(_ name: String) -> String {
    guard let owner = state.owner,
      let facts = owner.type.members.joined().first(where: {
        $0.name == owner.name
      })
    else { return name }
    return facts.mangled(name)
  }

  func attribute(
    of receiver: Value, _ name: String, at range: SourceRange
  ) throws(Blocker) -> Value {
    let object = present(receiver)
    if object.type.isUnknown { return Value(.none, .unknown) }
    if case .buffer(let type) = object.type, type.owner == .numpy,
      let value = arrayAttribute(object, type, name)
    {
      return value
    }
    let type: ClassCell
    switch object.type {
    case .object(let own): type = own
    case .named(let own, _):
      if let value = field(name, of: object, own) { return value }
      type = own
    case .none:
      // Python raises.
      emit(.fallBack)
      return Value(.none, .unknown)
    default:
      throw blocker(
        "the attribute `.\(name)`", range,
        "Read it into a local name before the loop, or pass it in.")
    }
    let name = mangled(name)
    try refuseOpaque(type, name, at: range)
    if !type.holdsVariables,
      program.facts.changedClassAttributes.contains(name),
      type.members.joined().contains(where: {
        $0.constants[name] != nil
          || program.facts.classVariables[$0.name]?[name] != nil
      })
    {
      throw blocker(
        "`.\(name)` of an instance, which its class has as well", range,
        "Look at it as `\(type.lineage[0].name).\(name)`.")
    }
    let groups = type.slots(
      name, isShadowed: program.facts.assignedAttributes.contains(name))
    if groups.count == 1 {
      return try value(of: groups[0].slot, name, of: object, type, at: range)
    }
    let instance = repeatable(object)
    return try dispatch(instance, type, groups, at: range) {
      slot throws(Blocker) in
      try value(of: slot, name, of: instance, type, at: range)
    }
  }

  private func value(
    of slot: ClassCell.Slot, _ name: String, of object: Value,
    _ type: ClassCell, at range: SourceRange
  ) throws(Blocker) -> Value {
    switch slot {
    case .property(let definition, let owner):
      // What is set as an attribute outside is set by the property.
      let stem = owner.setters[name] == nil ? name : "get__\(name)"
      return try callMethod(
        of: type, stem, (definition, owner.name), object, [], at: range)
    case .constant(let constant, let owner):
      guard constant.isLiteral else {
        return try attribute(
          of: holder(program.classes.variables(of: owner.name)), name,
          at: range)
      }
      if let exact = exactValue(of: constant) { return exact }
      return try lower(constant)
    case .method, .function:
      throw blocker(
        "the method `.\(name)` as a value", range, "Call it directly.")
    case .attribute, .missing:
      guard object.type.isObject else {
        throw blocker(
          "the attribute `.\(name)` of a \(type.name)", range,
          "Use its fields.")
      }
      let cell = attributeCell(type, name)
      guard type.setsLate(name) else {
        return Value(.attribute(of: object, name), cell.type)
      }
      let object = repeatable(object)
      let isMissing = Value(
        .apply(
          .method(SwiftNames.lacking(name), canFallBack: false), [object]),
        .bool)
      emit(.if(isMissing, then: [.fallBack], else: []))
      return Value(.attribute(of: object, name), cell.type)
    }
  }

  private func refuseOpaque(
    _ type: ClassCell, _ name: String, at range: SourceRange
  ) throws(Blocker) {
    guard type.isOpaque(name) else { return }
    throw blocker(
      "`.\(name)`, which the class defines in a way of its own", range,
      "Make it a plain method or attribute.")
  }

  func attributeCell(_ type: ClassCell, _ name: String) -> ElementCell {
    var isNew = false
    let cell = type.attribute(name, isNew: &isNew)
    if isNew { program.hasChanged = true }
    return cell
  }

  /// `receiver.name = value`.
  func storeAttribute(
    _ value: Value, in receiver: Expression, _ name: String,
    at range: SourceRange
  ) throws(Blocker) {
    let (instructions, owner) = try capture { () throws(Blocker) in
      try receiverOfStore(receiver, name, at: range)
    }
    // The value comes first.
    let value = value.isUnchanged(by: instructions) ? value : spilled(value)
    emit(instructions)
    try storeAttribute(value, of: present(owner), name, at: range)
  }

  func storeAttribute(
    _ value: Value, of object: Value, _ name: String, at range: SourceRange
  ) throws(Blocker) {
    if object.type.isUnknown { return }
    guard case .object(let type) = object.type else {
      throw blocker(
        "the assignment of an attribute of a \(object.type)", range,
        "Keep the value in a local name inside the loop.")
    }
    let name = mangled(name)
    forget(attribute: name)
    let isInitial =
      state.isInitializer
      && object.isVariable(
        state.parameterNames.first)
    if type.isFrozen && !isInitial {
      // Python raises.
      emit(.fallBack)
      return
    }
    try refuseOpaque(type, name, at: range)
    if try setProperty(value, of: object, type, name, at: range) { return }
    let kinds = type.kinds(with: name)
    guard
      type.members.joined().allSatisfy({
        $0.properties[name] == nil && $0.methods[name] == nil
          && $0.functions[name] == nil && $0.constants[name] == nil
      })
    else {
      throw blocker(
        "the assignment of `.\(name)`, which the class has as well", range,
        "Set it in `__init__`.")
    }
    let value = value.type.isBytes ? try bytes(value, at: range) : value
    if value.type.isBuffer {
      throw blocker(
        "the assignment of a buffer to an attribute", range,
        "Make it before the loop.")
    }
    let cell = attributeCell(type, name)
    try learnElement(cell, value, at: range)
    if !isInitial {
      noteMutation(of: cell)
      if type.changed.insert(name).inserted { program.hasChanged = true }
    }
    let isLate = type.setsLate(name)
    let object =
      kinds == type.allKinds && !isLate ? object : repeatable(object)
    requireKind(object, kinds, of: type)
    emit(
      .storeAttribute(
        of: object, name, value: converted(value, to: cell.type)))
    guard isLate else { return }
    emit(
      .evaluate(
        Value(
          .apply(
            .method(SwiftNames.noting(name), canFallBack: false), [object]),
          .none)))
  }

  /// By `@name.setter`; false where no class has one.
  private func setProperty(
    _ value: Value, of object: Value, _ type: ClassCell, _ name: String,
    at range: SourceRange
  ) throws(Blocker) -> Bool {
    guard type.members.joined().contains(where: { $0.setters[name] != nil })
    else { return false }
    let owners = type.members.map { lineage in
      lineage.first { $0.defines(name) || $0.constants[name] != nil }
    }
    guard let first = owners[0], let setter = first.setters[name],
      owners.allSatisfy({ $0?.name == first.name })
    else {
      throw blocker(
        "the assignment of `.\(name)`, which classes set in ways of their own",
        range, "Call a method that sets it.")
    }
    let call = try callMethod(
      of: type, "set__\(name)", (setter, first.name), object, [value],
      at: range)
    discard(call)
    forgetAttributes()
    return true
  }

  /// `receiver.name += value`.
  func augmentAttribute(
    _ receiver: Expression, _ name: String, _ symbol: BinaryOperator,
    _ value: Expression, at range: SourceRange
  ) throws(Blocker) {
    let object = repeatable(
      present(try receiverOfStore(receiver, name, at: range)))
    let old = try attribute(of: object, name, at: range)
    let (instructions, operand) = try capture { () throws(Blocker) in
      try lower(value)
    }
    let isPlain = instructions.isEmpty && !operand.canCallOut
    let left = isPlain ? old : spilled(old)
    let kept =
      object.isUnchanged(by: instructions) ? object : spilled(object)
    emit(instructions)
    if try lowerInPlace(left, symbol, operand, at: range) { return }
    let result = try operateInPlace(left, symbol, operand, at: range)
    try storeAttribute(result, of: kept, name, at: range)
  }
}

extension Expression {
  /// Made of literals alone, and nothing that can be changed.
  fileprivate var isLiteral: Bool {
    switch kind {
    case .binary(let left, _, let right): left.isLiteral && right.isLiteral
    case .unary(_, let operand): operand.isLiteral
    case .tuple(let items): items.allSatisfy(\.isLiteral)
    default: isPlainConstant
    }
  }
}

extension Value {
  fileprivate func isVariable(_ name: String?) -> Bool {
    if case .variable(let own) = kind { own == name } else { false }
  }

  /// Another function of the kernel may run in it.
  var canCallOut: Bool {
    if case .call = kind { return true }
    return operands.contains(where: \.canCallOut)
  }
}
