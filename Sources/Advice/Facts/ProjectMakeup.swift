import Foundation

/// What besides Python a project has: code of other languages, and what says
/// where it runs.
struct ProjectMakeup: Equatable, Sendable {
  /// Files of each language.
  private(set) var native: [String: Int] = [:]
  /// Dockerfiles and lock files.
  private(set) var deployment: [String] = []
  /// Operating systems that it is said to run on, where they are several.
  private(set) var platforms: [String] = []
  private(set) var isPartial: Bool

  private static let languages = [
    "swift": "Swift", "c": "C", "h": "C", "cc": "C++", "cpp": "C++",
    "cxx": "C++", "hpp": "C++", "rs": "Rust", "pyx": "Cython",
    "pxd": "Cython", "f90": "Fortran", "cu": "CUDA", "zig": "Zig",
  ]

  private static let locks: Set<String> = [
    "poetry.lock", "uv.lock", "pdm.lock", "pixi.lock", "Pipfile.lock",
    "conda-lock.yml", "pylock.toml", "requirements.lock", "flake.lock",
  ]

  init(_ files: ProjectFiles, in folder: String) {
    isPartial = files.isPartial
    for path in files.paths {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let ending = name.split(separator: ".").last.map(String.init) ?? ""
      if ending != name, let language = Self.languages[ending.lowercased()] {
        native[language, default: 0] += 1
      }
      if Self.locks.contains(name) || name.hasPrefix("Dockerfile")
        || name.hasPrefix("Containerfile") || name.hasSuffix(".dockerfile")
      {
        deployment.append(path)
      } else if name.hasPrefix("requirements"), ending == "txt",
        Self.isPinned(folder + "/" + path)
      {
        deployment.append(path)
      }
    }
    deployment.sort()
    platforms = Self.platforms(of: folder)
  }

  /// Every line says exactly which version.
  private static func isPinned(_ path: String) -> Bool {
    let lines = text(path).split(whereSeparator: \.isNewline).filter {
      let line = $0.drop(while: \.isWhitespace)
      return !line.isEmpty && !line.hasPrefix("#") && !line.hasPrefix("-")
    }
    return !lines.isEmpty && lines.allSatisfy { $0.contains("==") }
  }

  /// By the classifiers of its package and by what its workflows run on.
  private static func platforms(of folder: String) -> [String] {
    var texts = ["pyproject.toml", "setup.cfg", "setup.py"].map {
      text("\(folder)/\($0)")
    }
    let workflows = "\(folder)/.github/workflows"
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: workflows)) ?? []
    texts += names.filter { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
      .sorted().prefix(20).map { text("\(workflows)/\($0)") }
    let all = texts.joined(separator: "\n")
    let marks = [
      ("Linux", ["ubuntu-", "POSIX :: Linux"]),
      ("macOS", ["macos-", ":: MacOS"]),
      ("Windows", ["windows-", ":: Microsoft :: Windows"]),
    ]
    let found = marks.filter { $0.1.contains(where: all.contains) }.map(\.0)
    if all.contains("Operating System :: OS Independent") {
      return ["any system"]
    }
    return found.count > 1 ? found : []
  }

  private static func text(_ path: String) -> String {
    guard let data = FileManager.default.contents(atPath: path),
      data.count < 1_000_000
    else { return "" }
    return String(decoding: data, as: UTF8.self)
  }
}

extension Facts {
  init(_ makeup: ProjectMakeup) {
    self.init()
    let note = makeup.isPartial ? ["only part of the project was read"] : []
    let languages = makeup.native.sorted {
      ($1.value, $0.key) < ($0.value, $1.key)
    }.map { "\($0.key) (\($0.value) file\($0.value == 1 ? "" : "s"))" }
    self[.nativeFiles] = Fact(
      Double(makeup.native.values.reduce(0, +)),
      details: (languages.isEmpty ? [] : [Self.listing(languages)]) + note)
    let platforms =
      makeup.platforms.isEmpty
      ? [] : ["it is to run on " + makeup.platforms.joined(separator: ", ")]
    let files = makeup.deployment
    self[.deploymentFiles] = Fact(
      Double(files.count),
      details: (files.isEmpty ? [] : [Self.listing(files)]) + platforms + note)
  }
}
