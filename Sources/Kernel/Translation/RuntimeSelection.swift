/// What of the runtime a kernel needs: the compiler takes its time for all that
/// it is given, used or not.
///
/// The choice goes by names alone, and takes too much rather than too little: a
/// declaration is taken where its name occurs in what is taken already, an
/// extension where its type and its protocol are, or a member of it is named, a
/// function where all types that its parameters name are.
struct RuntimeSelection {
  private var words: Set<Substring> = []
  private var taken: Set<Int> = []

  /// The files that hold the chosen declarations.
  static func files(for kernel: [String]) -> [String: String] {
    var selection = RuntimeSelection()
    for text in kernel { selection.take(text[...]) }
    var files = selection.swiftFiles()
    for (name, text) in selection.otherFiles() { files[name] = text }
    return files
  }

  private mutating func take(_ text: Substring) {
    for word in RuntimeDeclaration.words(of: text) { words.insert(word) }
  }

  private mutating func swiftFiles() -> [String: String] {
    let declarations = RuntimeDeclaration.all
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (index, declaration) in declarations.enumerated()
      where !taken.contains(index) && isNeeded(declaration) {
        taken.insert(index)
        words.formUnion(declaration.words)
        isGrowing = true
      }
    }
    var texts: [String: String] = [:]
    for (index, declaration) in declarations.enumerated()
    where taken.contains(index) {
      texts[
        declaration.file,
        default: RuntimeDeclaration.header(of: declaration.file)] +=
        "\n" + declaration.text
    }
    return texts
  }

  private func isNeeded(_ declaration: RuntimeDeclaration) -> Bool {
    switch declaration.kind {
    case .always: true
    case .named(let name, let types):
      words.contains(name) && types.allSatisfy(isThere)
    case .extension(let types, let members):
      types.allSatisfy(isThere)
        && (members.isEmpty || members.contains(where: words.contains))
    case .conformance(let types, let members):
      types.allSatisfy(isThere)
        || types.prefix(1).allSatisfy(isThere)
          && members.contains(where: words.contains)
    }
  }

  /// A type of Swift's own, or one that is used.
  private func isThere(_ type: Substring) -> Bool {
    !RuntimeDeclaration.types.contains(type) || words.contains(type)
  }

  /// The files in C that define what is called, and what the build needs.
  private mutating func otherFiles() -> [String: String] {
    var files: [String: String] = [:]
    var sources: [String: String] = [:]
    for (name, text) in KernelRuntime.files where !name.hasSuffix(".swift") {
      if name.hasSuffix(".c") && name != "module.c" && name != "counts.c" {
        sources[name] = text
      } else {
        files[name] = text
        if name.hasSuffix(".c") { take(text[...]) }
      }
    }
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for (name, text) in sources
      where RuntimeDeclaration.definitions(in: text).contains(
        where: words.contains)
      {
        files[name] = text
        sources[name] = nil
        take(text[...])
        isGrowing = true
      }
    }
    return files
  }
}
