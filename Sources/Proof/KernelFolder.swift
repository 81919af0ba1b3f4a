import Foundation
package import Kernel
import ProfileModel
import PythonSyntax
import Recorder

/// A kernel package in a folder, as `generate` wrote it.
package struct KernelFolder: Sendable {
  package let path: String
  package let manifest: KernelManifest
  let package: KernelPackage

  /// - Throws: `KernelFolderError`.
  package init(_ path: String) throws(KernelFolderError) {
    self.path = path
    var isFolder: ObjCBool = false
    guard
      unsafe FileManager.default.fileExists(
        atPath: path, isDirectory: &isFolder)
    else { throw .missing(path) }
    let file = "\(path)/\(KernelManifest.fileName)"
    guard isFolder.boolValue,
      let data = FileManager.default.contents(
        atPath: file)
    else { throw .noPackage(path) }
    guard
      let manifest = try? JSONDecoder().decode(
        KernelManifest.self, from: data),
      manifest.format <= KernelManifest.newestFormat
    else { throw .unreadableManifest(file) }
    self.manifest = manifest
    package = KernelPackage(
      name: manifest.package,
      files: Self.texts(in: ["swift", "src/\(manifest.package)"], of: path),
      links: manifest.links ?? [])
    guard package.files["swift/module.c"] != nil else {
      throw .noPackage(path)
    }
  }

  /// The package's sources, by their path in it.
  private static func texts(
    in folders: [String], of path: String
  ) -> [String: String] {
    var texts: [String: String] = [:]
    for folder in folders {
      let names = try? FileManager.default.contentsOfDirectory(
        atPath: "\(path)/\(folder)")
      for name in names ?? []
      where !name.contains(".abi3.") && !name.hasSuffix(".o") {
        let data = FileManager.default.contents(
          atPath: "\(path)/\(folder)/\(name)")
        texts["\(folder)/\(name)"] = data.flatMap {
          String(bytes: $0, encoding: .utf8)
        }
      }
    }
    return texts
  }

  /// With all that belongs to the project, and nothing that was built.
  var wholePackage: KernelPackage {
    var files = package.files
    files.merge(Self.texts(in: ["tests"], of: path)) { $1 }
    for name in [
      "pyproject.toml", "CMakeLists.txt", "README.md", KernelManifest.fileName,
    ] {
      files[name] = FileManager.default.contents(atPath: "\(path)/\(name)")
        .flatMap { String(bytes: $0, encoding: .utf8) }
    }
    return KernelPackage(
      name: package.name, files: files, links: package.links)
  }

  /// The file that the kernel was made from. Where the project has moved, the
  /// file at the end of the same path below one of the folders.
  /// - Throws: `KernelFolderError.noSource`.
  package func sourceFile(
    near folders: [String]
  ) throws(KernelFolderError) -> String {
    let files = FileManager.default
    let recorded = manifest.source
    if recorded.hasPrefix("/"), files.fileExists(atPath: recorded) {
      return recorded
    }
    let parts = recorded.split(separator: "/")
    for count in stride(from: parts.count, to: 0, by: -1) {
      let end = parts.suffix(count).joined(separator: "/")
      for folder in folders where files.fileExists(atPath: "\(folder)/\(end)") {
        return URL(filePath: "\(folder)/\(end)").standardizedFileURL.path
      }
    }
    throw .noSource(path, source: recorded)
  }

  /// Where the kernel's function is in a file as it is now.
  /// - Throws: `KernelFolderError`.
  func source(
    at file: String, _ interpreter: Interpreter
  ) throws(KernelFolderError) -> Source {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw .unreadableSource(
        file, reason: PrivateFile.Failure(code: errno).description)
    }
    if KernelPatch.isApplied(manifest.package, to: data) {
      throw .applied(path, source: file)
    }
    let text = String(decoding: data, as: UTF8.self)
    do {
      let links = links(near: file)
      let others = Set(links.map(\.file)).sorted()
      let trees = interpreter.syntaxes(ofFiles: [file] + others)
      let module = try Module(json: trees.first ?? Data())
      let place = try manifest.place(
        in: module, source: text,
        project: links.project(
          around: file, module, text: text,
          sources: Dictionary(
            uniqueKeysWithValues: zip(others, trees.dropFirst()).map {
              path, tree in
              let data = FileManager.default.contents(atPath: path) ?? Data()
              return (path, (String(decoding: data, as: UTF8.self), tree))
            })))
      return Source(
        file: file, data: data, text: text, place: place, links: links)
    } catch let change as KernelManifest.Change {
      throw .changed(
        path, function: manifest.name, source: file,
        reason: change.description)
    } catch {
      throw .unreadableSource(file, reason: "\(error)")
    }
  }

  struct Source: Sendable {
    var file: String
    var data: Data
    var text: String
    var place: KernelManifest.Place
    var links: [KernelLink]
  }

  /// What it takes from other files, these being where they were as seen from
  /// the file of its function.
  private func links(near file: String) -> [KernelLink] {
    var links = manifest.links ?? []
    let old = manifest.source.split(separator: "/")
    for index in links.indices {
      let other = links[index].file.split(separator: "/")
      let shared = zip(old, other).prefix { $0 == $1 }.count
      let folders = file.split(separator: "/").dropLast(old.count - shared)
      links[index].file =
        "/" + (folders + other[shared...]).joined(separator: "/")
    }
    return links
  }
}

extension KernelManifest {
  /// As a report calls it.
  package var name: String {
    guard let loop else { return function }
    let place =
      loop.scope == "<module>" ? "the script's top level" : loop.scope
    return "the loop in line \(loop.line) of \(place)"
  }
}

/// A kernel package that cannot be used; nothing has been changed.
package enum KernelFolderError: Error, Equatable, CustomStringConvertible {
  case missing(String)
  case noPackage(String)
  case unreadableManifest(String)
  case noSource(String, source: String)
  case unreadableSource(String, reason: String)
  case changed(String, function: String, source: String, reason: String)
  case applied(String, source: String)
  case compiler(String, message: String)

  package var description: String {
    switch self {
    case .missing(let path):
      "no folder '\(path)'; write a kernel there first with: swiftlet generate -o \(path)"
    case .noPackage(let path):
      "'\(path)' is no kernel package; give the folder that swiftlet generate -o wrote"
    case .unreadableManifest(let path):
      "'\(path)' cannot be read by this version of swiftlet; write the package anew with: swiftlet generate"
    case .noSource(let path, let source):
      "the kernel in '\(path)' was made from '\(source)', which is not there; run it in the project that has it, or generate it anew"
    case .unreadableSource(let file, let reason):
      "cannot read '\(file)' (\(reason)); the kernel has to be held against it"
    case .changed(let path, let function, let source, let reason):
      "the kernel in '\(path)' is not the one for \(function) in '\(source)' any more: \(reason); profile the script again, and generate it anew"
    case .applied(let path, let source):
      "the kernel in '\(path)' is in '\(source)' already; take it out with: swiftlet rollback"
    case .compiler(let path, let message):
      "the kernel in '\(path)' does not compile: \(message)"
    }
  }
}
