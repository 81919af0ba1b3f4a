import Foundation

extension Scratch {
  /// A copy of the `kernel` that was generated in another folder, as if that
  /// folder were gone and the project had moved here.
  convenience init(movedFrom other: Scratch) throws {
    try self.init()
    try FileManager.default.copyItem(
      atPath: other.file("kernel"), toPath: file("kernel"))
    let manifest = file("kernel/swiftlet.json")
    let text = try String(contentsOfFile: manifest, encoding: .utf8)
    try text.replacing(other.path, with: "/nowhere").write(
      toFile: manifest, atomically: true, encoding: .utf8)
  }
}
