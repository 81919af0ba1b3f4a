package import Foundation
import ProfileModel
package import PythonSyntax

/// Something that a kernel takes from another file of the project.
package struct KernelLink: Codable, Hashable, Sendable {
  /// What the kernel calls it.
  package var name: String
  /// The dotted name of its module.
  package var module: String
  package var file: String
  /// Its name there.
  package var original: String
  /// How the hot module finds it: `dot`, `geometry.dot`.
  package var locals: [String]
}

extension [KernelLink] {
  /// The files that they lead to, as far as these are at hand.
  package func project(
    around file: String, _ module: Module, text: String,
    sources: [String: (text: String, syntax: Data)]
  ) -> Project {
    var linked: [String: Project.Source] = [:]
    for link in self {
      guard let source = sources[link.file] else { continue }
      linked[link.file] = Project.Source(
        moduleName: link.module, text: source.text, syntax: source.syntax)
    }
    let files = linked.keys.sorted()
    return Project(
      around: file, module: module, text: text, wanted: files, sources: linked,
      finding: ImportedFiles(of: files))
  }
}
