package import PythonSyntax

/// Where the modules lie that a project's files import, as far as paths tell:
/// what Python really imported may be something else, so what is made with it
/// has to be checked when the program runs.
package struct ImportedFiles {
  /// A module as an `import` statement names it: `from ..a.b` has two levels.
  package struct Name: Hashable, Sendable {
    package var module: String
    package var level: Int

    package init(_ module: String, level: Int = 0) {
      self.module = module
      self.level = level
    }
  }

  /// Folders that modules are looked for in, slashes at their ends.
  private let bases: [String]

  package init(_ recording: Recording) {
    bases = Territory(recording).bases
  }

  /// In the folders that some files lie in, and in those around them.
  package init(of files: [String]) {
    var folders: [String] = []
    for file in files {
      var folder = file.parentFolder
      while !folder.isEmpty, !folders.contains(folder) {
        folders.append(folder)
        folder = String(folder.dropLast()).parentFolder
      }
    }
    bases = folders
  }

  /// The files that a module may be when a file imports it, the likeliest
  /// first.
  package func paths(of name: Name, from file: String) -> [String] {
    let parts = name.module.split(separator: ".").joined(separator: "/")
    var folders = bases
    let own = file.parentFolder
    if name.level > 0 {
      var folder = own
      for _ in 1..<name.level {
        folder = String(folder.dropLast()).parentFolder
      }
      folders = [folder]
    } else if !folders.contains(own) {
      folders.append(own)
    }
    return folders.flatMap { folder in
      parts.isEmpty
        ? ["\(folder)__init__.py"]
        : ["\(folder)\(parts).py", "\(folder)\(parts)/__init__.py"]
    }
  }
}

extension Module {
  /// The modules that statements at the top level import, or may: a name
  /// imported from a package can be a module of it.
  package var importedNames: Set<ImportedFiles.Name> {
    var names: Set<ImportedFiles.Name> = []
    body.visitOwnStatements { statement in
      switch statement.kind {
      case .import(let aliases):
        for alias in aliases { names.insert(.init(alias.name)) }
      case .importFrom(let module, let aliases, let level):
        let stem = module ?? ""
        names.insert(.init(stem, level: level))
        for alias in aliases where alias.name != "*" {
          names.insert(
            .init(
              stem.isEmpty ? alias.name : "\(stem).\(alias.name)",
              level: level))
        }
      default: break
      }
    }
    return names
  }
}
