import PythonSyntax

extension KernelType {
  /// The type that an annotation names, where it is one the kernel has.
  init?(annotation: Expression, _ classes: ClassTable) {
    switch annotation.kind {
    case .name("int"): self = .int
    case .name("float"): self = .float
    case .name("bool"): self = .bool
    case .name("complex"): self = .complex
    case .name("str"): self = .text
    case .name("bytes"): self = .bytes
    case .constant(.none): self = .none
    case .name(let name), .constant(.string(let name)):
      guard let cell = classes.cell(named: name),
        let type = classes.instanceType(cell)
      else {
        // `Position = tuple[int, int]`, another name for a type.
        guard let alias = classes.facts.constants[name],
          case .subscript = alias.kind,
          classes.openAliases.insert(name).inserted
        else { return nil }
        defer { classes.openAliases.remove(name) }
        self.init(annotation: alias, classes)
        return
      }
      self = type
    case .attribute(let module, let name):
      guard case .name(let module) = module.kind,
        let module = classes.facts.modules[module],
        module == "typing" || module == "collections"
      else { return nil }
      self.init(
        annotation: Expression(.name(name), annotation.range), classes)
    case .binary(let left, .bitOr, let right):
      guard let first = KernelType(annotation: left, classes),
        let second = KernelType(annotation: right, classes),
        let joined = first.joined(with: second)
      else { return nil }
      self = joined
    case .subscript(let generic, let argument):
      let name: String
      switch generic.kind {
      case .name(let own), .attribute(_, let own): name = own
      default: return nil
      }
      switch name {
      case "list", "List", "Sequence":
        guard let element = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .list(ElementCell(element))
      case "set", "Set", "frozenset", "FrozenSet":
        guard let element = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .set(ElementCell(element))
      case "deque", "Deque":
        guard let element = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .deque(ElementCell(element))
      case "Counter":
        guard let keys = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .dict(ElementCell(keys), ElementCell(.int))
      case "dict", "Dict", "defaultdict", "DefaultDict", "OrderedDict":
        guard case .tuple(let parts) = argument.kind, parts.count == 2,
          let keys = KernelType(annotation: parts[0], classes),
          let values = KernelType(annotation: parts[1], classes)
        else { return nil }
        // Looking at a key may put one in.
        let isChanged = ["defaultdict", "DefaultDict"].contains(name)
        self = .dict(
          ElementCell(keys), ElementCell(values, isMutated: isChanged))
      case "tuple", "Tuple":
        guard case .tuple(let parts) = argument.kind else { return nil }
        if parts.count == 2, parts[1].kind == .constant(.ellipsis) {
          guard let item = KernelType(annotation: parts[0], classes),
            let type = KernelType.anyLength(of: [item])
          else { return nil }
          self = type
          return
        }
        var types: [KernelType] = []
        for part in parts {
          guard let type = KernelType(annotation: part, classes) else {
            return nil
          }
          types.append(type)
        }
        self = .tuple(types)
      case "Optional":
        guard let wrapped = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .optional(wrapped)
      default: return nil
      }
    default: return nil
    }
  }
}
