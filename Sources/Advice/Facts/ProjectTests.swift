import Foundation
package import ProfileModel

/// The project's tests that could reach a function, by their text.
package enum ProjectTests {
  /// More are not run.
  private static let most = 20

  /// Files of tests, below a folder, that name one of the functions or the
  /// module of one, relative to the folder.
  package static func files(
    reaching hotspots: [Hotspot], below folder: String
  ) -> [String] {
    let names = hotspots.flatMap { hotspot in
      let function = hotspot.qualifiedName.split(separator: ".").last
      let file = URL(filePath: hotspot.file)
      let stem = file.deletingPathExtension().lastPathComponent
      let module =
        stem == "__init__" || stem == "__main__"
        ? file.deletingLastPathComponent().lastPathComponent : stem
      return [function.map(String.init), module].compactMap(\.self)
    }.filter { !$0.hasPrefix("<") }
    let files = ProjectFiles(below: folder)
    let found = Set(names).flatMap { ProjectUse(of: $0, in: files).tests }
    let ran = Set(hotspots.map(\.file))
    return Set(found).filter {
      !$0.hasSuffix("conftest.py") && !$0.hasSuffix("__init__.py")
        && !ran.contains("\(folder)/\($0)")
    }.sorted().prefix(most).map(\.self)
  }
}
