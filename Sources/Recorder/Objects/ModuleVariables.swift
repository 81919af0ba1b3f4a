/// The variables of modules that another process has imported.
final class ModuleVariables {
  private let objects: RemoteObjects
  /// Address of the dictionary of modules.
  private let modules: () -> UInt64
  /// Addresses of the modules' own dictionaries.
  private var namespaces: [String: UInt64] = [:]

  /// Where a module has its dictionary.
  private static let namespaceOffset: UInt64 = 16

  init(_ objects: RemoteObjects, modules: @escaping () -> UInt64) {
    self.objects = objects
    self.modules = modules
  }

  /// The address of a variable's value; nil where there is none by now.
  func value(of name: String, in module: String) -> UInt64? {
    guard let namespace = namespace(of: module) else { return nil }
    guard let entries = objects.entries(ofDictionary: namespace) else {
      namespaces[module] = nil
      return nil
    }
    return entries.first { objects.name($0.key) == name }?.value
  }

  private func namespace(of module: String) -> UInt64? {
    if let known = namespaces[module] { return known }
    let all = modules()
    guard all != 0, let entries = objects.entries(ofDictionary: all),
      let entry = entries.first(where: { objects.name($0.key) == module }),
      let namespace = objects.word(entry.value &+ Self.namespaceOffset)
    else { return nil }
    namespaces[module] = namespace
    return namespace
  }
}
