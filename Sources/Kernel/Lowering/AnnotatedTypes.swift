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
      else { return nil }
      self = type
    case .binary(let left, .bitOr, let right):
      guard let first = KernelType(annotation: left, classes),
        let second = KernelType(annotation: right, classes),
        let joined = first.joined(with: second)
      else { return nil }
      self = joined
    case .subscript(let generic, let argument):
      guard case .name(let name) = generic.kind else { return nil }
      switch name {
      case "list", "List", "Sequence":
        guard let element = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .list(ElementCell(element))
      case "set", "Set":
        guard let element = KernelType(annotation: argument, classes) else {
          return nil
        }
        self = .set(ElementCell(element))
      case "dict", "Dict":
        guard case .tuple(let parts) = argument.kind, parts.count == 2,
          let keys = KernelType(annotation: parts[0], classes),
          let values = KernelType(annotation: parts[1], classes)
        else { return nil }
        self = .dict(ElementCell(keys), ElementCell(values))
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
