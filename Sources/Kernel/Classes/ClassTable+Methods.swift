import ProfileModel
import PythonSyntax

extension ClassTable {
  /// A method that is to become a kernel.
  struct HotMethod {
    /// The class of the instances it was called with.
    var receiver: ClassCell
    /// The class that has it.
    var owner: String
    var definition: ModuleFacts.Definition
  }

  /// The method with a qualified name; nil where there is none that a kernel
  /// can be made of.
  func method(
    _ qualifiedName: String, _ observation: FunctionObservation?
  ) -> HotMethod? {
    let parts = qualifiedName.split(separator: ".").map(String.init)
    guard parts.count == 2, !Self.making.contains(parts[1]),
      let definition = facts.classes[parts[0]]?.methods[parts[1]],
      let own = definition.function.parameters.all.first,
      facts.lineage(of: parts[0]) != nil
    else { return nil }
    // It may have been called with instances of classes that extend its own.
    let seen = observation?.variables.first { $0.name == own.name }?.types
    var receiver: KernelType?
    for count in seen ?? [] {
      guard let type = KernelType(count.type, self),
        case .object(let cell) = type,
        cell.slots(parts[1]).contains(where: {
          if case .method(_, let owner) = $0.slot {
            owner.name == parts[0]
          } else {
            false
          }
        })
      else { continue }
      // Another attempt will have one class for both.
      receiver = receiver.map { $0.joined(with: type) ?? $0 } ?? type
    }
    if case .object(let cell)? = receiver {
      return HotMethod(
        receiver: cell, owner: parts[0], definition: definition)
    }
    return cell(named: parts[0]).map {
      HotMethod(receiver: $0, owner: parts[0], definition: definition)
    }
  }

  /// Methods whose instances are not complete yet.
  private static let making: Set<String> = ["__init__", "__new__"]
}
