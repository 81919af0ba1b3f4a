import Foundation

extension Rules {
  /// The rules that ship with the program.
  package static func builtIn() throws -> Rules {
    try Rules(files: builtInFiles)
  }

  static var builtInFiles: [RuleFile] {
    [
      file("criteria.yaml", PackageResources.criteria_yaml),
      file("verdicts.yaml", PackageResources.verdicts_yaml),
      file("patterns/algorithms.yaml", PackageResources.algorithms_yaml),
      file("patterns/arrays.yaml", PackageResources.arrays_yaml),
      file("patterns/caches.yaml", PackageResources.caches_yaml),
      file("patterns/library.yaml", PackageResources.library_yaml),
      gainsFile,
    ]
  }

  private static var gainsFile: RuleFile {
    file("gains.yaml", PackageResources.gains_yaml)
  }

  private static func file(_ name: String, _ bytes: [UInt8]) -> RuleFile {
    RuleFile(name: name, text: String(decoding: bytes, as: UTF8.self))
  }

  /// All `.yaml` files of a folder and the folders in it, which replace the
  /// built-in rules; gains that they do not name stay.
  /// - Throws: `RuleError`.
  package init(directory: String) throws {
    try self.init(files: Self.files(in: directory))
  }

  static func files(in directory: String) throws -> [RuleFile] {
    let names: [String]
    do {
      names = try FileManager.default.subpathsOfDirectory(atPath: directory)
        .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    } catch {
      throw RuleError(
        file: directory,
        message: "The rules cannot be read: it is no folder that can be "
          + "opened.")
    }
    guard !names.isEmpty else {
      throw RuleError(
        file: directory,
        message: "There are no rules: expected .yaml files as in rules/ of "
          + "Swiftlet's source.")
    }
    return try names.map { try RuleFile(path: directory + "/" + $0) }
  }

  init(files: [RuleFile]) throws {
    self.init()
    for file in files {
      let rules = try file.rules()
      criteria += rules.criteria
      verdicts += rules.verdicts
      patterns += rules.patterns
      gains += rules.gains
    }
    let given = Set(gains.map(\.name))
    if given.count < Gain.Name.allCases.count {
      gains += try Self.gainsFile.rules().gains.filter {
        !given.contains($0.name)
      }
    }
    var seen: Set<String> = []
    for id in ids where !seen.insert(id).inserted {
      throw RuleError(
        file: files.first?.name ?? "rules", rule: id,
        message: "There are two rules of this name.")
    }
    guard !verdicts.isEmpty else {
      throw RuleError(
        file: files.first?.name ?? "rules",
        message: "There is no rule under 'verdicts', so nothing could be "
          + "advised.")
    }
  }
}
