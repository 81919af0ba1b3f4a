import Foundation
import Kernel

/// The extension modules that were built before, for all projects of the user,
/// by what they were built from.
///
/// Each is one file, which gets its name when it is complete: whoever else
/// builds the same at the same time makes the same.
struct KernelCache {
  let folder: String
  /// More than these are not kept: the oldest go.
  private static let mostFiles = 400

  /// `swiftlet/kernels` in the user's cache; nil where there is no place for
  /// one.
  init?(environment: [String: String]) {
    let own = environment["XDG_CACHE_HOME"].flatMap {
      $0.hasPrefix("/") ? $0 : nil
    }
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = own ?? home.map({ "\($0)/.cache" }) else { return nil }
    self.init(folder: "\(base)/swiftlet/kernels")
  }

  init(folder: String) { self.folder = folder }

  private func path(_ key: String) -> String { "\(folder)/\(key).so" }

  /// Puts a copy of the module there, if there is one.
  func take(_ key: String, to library: String) -> Bool {
    let files = FileManager.default
    guard files.isReadableFile(atPath: path(key)) else { return false }
    return (try? files.copyItem(atPath: path(key), toPath: library)) != nil
  }

  /// Keeps a copy. A cache that cannot be written is none.
  func keep(_ library: String, as key: String) {
    let files = FileManager.default
    let draft = "\(folder)/.\(UUID().uuidString)"
    defer { try? files.removeItem(atPath: draft) }
    do {
      try WorkFolder.make(folder)
      try files.copyItem(atPath: library, toPath: draft)
    } catch {
      return
    }
    // Takes the place of one of the same name, all at once.
    unsafe rename(draft, path(key))
    removeOldest()
  }

  private func removeOldest() {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    guard names.count > Self.mostFiles else { return }
    let dated = names.map { name in
      let path = "\(folder)/\(name)"
      let date = try? files.attributesOfItem(atPath: path)[.modificationDate]
      return (path, date as? Date ?? .distantPast)
    }
    for (path, _) in dated.sorted(by: { $0.1 < $1.1 })
      .prefix(names.count - Self.mostFiles / 2)
    {
      try? files.removeItem(atPath: path)
    }
  }
}

extension KernelWorkshop {
  /// What the extension module of a package is built from and with.
  func key(of package: KernelPackage, _ files: [String]) -> String {
    var hash = ContentHash()
    for file in files {
      hash.add(file)
      hash.add(package.files["swift/\(file)"] ?? "")
    }
    hash.add(includeDirectory)
    var programs: Set<String> = []
    for command in commands("", files, includeDirectory, "") {
      hash.add(command.joined(separator: "\0"))
      programs.formUnion(command.prefix(1))
    }
    for program in programs.sorted() { hash.add(identity(of: program)) }
    return "\(package.name)-\(hash.text)"
  }

  /// Another compiler of the same name is another file, or a changed one.
  private func identity(of program: String) -> String {
    guard let path = Self.find(program, in: searchPath) else { return program }
    let file = URL(filePath: path).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfItem(atPath: file)
    let size = attributes?[.size] as? Int ?? 0
    let date = attributes?[.modificationDate] as? Date ?? .distantPast
    return "\(file) \(size) \(date.timeIntervalSince1970)"
  }
}
