/// What is to be said of a code object.
package struct RecordedFunction: Hashable, Sendable {
  /// `module.qualname`, as in `Hotspot.function`.
  package var name: String
  /// Neither of the standard library nor installed.
  package var isOwn: Bool
}

extension Recording {
  /// One for each of `codes`.
  package var functions: [RecordedFunction] {
    let territory = Territory(self)
    var modules: [String: (name: String, isOwn: Bool)] = [:]
    return codes.map { code in
      let module =
        modules[code.file]
        ?? (territory.moduleName(of: code.file), territory.isOwn(code.file))
      modules[code.file] = module
      return RecordedFunction(
        name: code.isTask
          ? code.qualifiedName
          : code.qualifiedName == "<module>"
            ? module.name : "\(module.name).\(code.qualifiedName)",
        isOwn: module.isOwn)
    }
  }
}
