import Foundation
package import Kernel
package import ProfileModel
import PythonSyntax

/// A kernel that `prove` has kept, for the types that it saw exactly: more
/// than the samples of a profile tell.
package enum ProvedKernel {
  private static let mark = "proved"

  static func note(_ kernel: BuiltKernel) {
    let file = "\(kernel.folder)/\(mark)"
    _ = FileManager.default.createFile(atPath: file, contents: Data())
  }

  /// The newest one for a hotspot whose source is still what it was.
  package static func package(
    for hotspot: Hotspot, in profile: Profile,
    workingDirectory: String = FileManager.default.currentDirectoryPath
  ) -> KernelPackage? {
    let sources = Dictionary(
      profile.recording.sources.map {
        ($0.path, (text: $0.text, syntax: $0.syntax))
      },
      uniquingKeysWith: { first, _ in first })
    let files = FileManager.default
    let kernels = "\(workingDirectory)/.swiftlet/kernels"
    let names = (try? files.contentsOfDirectory(atPath: kernels)) ?? []
    let found = names.compactMap { name -> (Date, KernelFolder)? in
      let path = "\(kernels)/\(name)"
      let attributes = try? files.attributesOfItem(atPath: "\(path)/\(mark)")
      guard let date = attributes?[.modificationDate] as? Date,
        let folder = try? KernelFolder(path),
        folder.manifest.isFor(hotspot, in: profile),
        let source = sources[folder.manifest.source],
        let module = profile.modules[folder.manifest.source],
        (try? folder.manifest.place(
          in: module, source: source.text,
          project: (folder.manifest.links ?? []).project(
            around: folder.manifest.source, module, text: source.text,
            sources: sources))) != nil
      else { return nil }
      return (date, folder)
    }
    return found.max { $0.0 < $1.0 }?.1.wholePackage
  }
}

extension KernelManifest {
  /// Of the hotspot's function, a loop in it, or a function around it.
  fileprivate func isFor(_ hotspot: Hotspot, in profile: Profile) -> Bool {
    if let loop {
      return source == hotspot.file && loop.scope == hotspot.qualifiedName
        && hotspot.lines.contains(loop.line)
    }
    return source == hotspot.file && function == hotspot.qualifiedName
      || profile.callers(of: hotspot).contains {
        $0.file == source && $0.qualifiedName == function
      }
  }
}
