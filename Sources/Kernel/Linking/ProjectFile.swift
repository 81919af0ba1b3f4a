package import Foundation
package import ProfileModel
package import PythonSyntax

/// Another source file of the project, whose functions and classes a kernel
/// may need.
///
/// All files that a kernel is made of count as one text, that of the hot module
/// first: a place in any of them is a line of that text.
package struct ProjectFile: Sendable {
  package typealias Name = ImportedFiles.Name

  package var path: String
  /// Dotted, `__main__` for the script.
  package var moduleName: String
  package var text: String
  /// Its places are lines of the whole text.
  package var module: Module
  /// How many lines of the whole text stand above it.
  package var linesAbove: Int
  /// The files that its imports bring in.
  package var imports: [Name: String]
  /// The types seen in its functions, by qualified name.
  package var observations: [String: FunctionObservation]

  /// Without the folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// What a kernel's function can be linked with.
package struct Project: Sendable {
  package private(set) var files: [ProjectFile] = []
  /// The files that the hot module's imports bring in.
  package private(set) var imports: [ProjectFile.Name: String] = [:]
  /// What the project's other files assign, whether they are imported or not.
  package var assigned = OutsideAssignments()

  package init() {}

  /// A source that there is, with what `Module.dumpProgram` wrote of it.
  package struct Source {
    package var moduleName: String
    package var text: String
    package var syntax: Data
    package var observations: [String: FunctionObservation]

    package init(
      moduleName: String, text: String, syntax: Data,
      observations: [String: FunctionObservation] = [:]
    ) {
      self.moduleName = moduleName
      self.text = text
      self.syntax = syntax
      self.observations = observations
    }
  }

  /// Of the project's sources, by path: the files that a module imports, and
  /// those that these do; and files that are wanted for what they define.
  package init(
    around path: String, module: Module, text: String,
    wanted: [String] = [], sources: [String: Source],
    finding importedFiles: ImportedFiles
  ) {
    var line = Self.lineCount(text)
    var pending = wanted
    var seen: Set<String> = [path]
    func resolved(
      _ module: Module, at path: String
    ) -> [ProjectFile.Name: String] {
      var found: [ProjectFile.Name: String] = [:]
      for name in module.importedNames {
        found[name] = importedFiles.paths(of: name, from: path).first {
          sources[$0] != nil
        }
      }
      return found
    }
    imports = resolved(module, at: path)
    pending += imports.values.sorted()
    while let next = pending.popLast() {
      guard seen.insert(next).inserted, let source = sources[next],
        let module = try? Module(json: source.syntax, linesAbove: line)
      else { continue }
      let imports = resolved(module, at: next)
      files.append(
        ProjectFile(
          path: next, moduleName: source.moduleName, text: source.text,
          module: module, linesAbove: line, imports: imports,
          observations: source.observations))
      line += Self.lineCount(source.text)
      pending += imports.values.sorted()
    }
  }

  private static func lineCount(_ text: String) -> Int {
    SourceLines(text).count
  }
}
