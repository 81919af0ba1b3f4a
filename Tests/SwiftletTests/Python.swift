import Foundation
import Testing

/// An interpreter on this machine.
struct Python: CustomTestStringConvertible, Sendable {
  var path: String
  var major: Int
  var minor: Int
  var micro: Int

  /// The same for every link to it.
  private var file: String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().path
  }

  var testDescription: String { "\(major).\(minor).\(micro) at \(path)" }

  /// Every one that is found: `python3.X` in each folder of PATH, and what
  /// pyenv has installed.
  static let all: [Python] = {
    var candidates: [String] = []
    for folder in folders {
      for minor in 11...14 {
        candidates.append("\(folder)/python3.\(minor)")
      }
    }
    var found: [Python] = []
    for candidate in candidates
    where FileManager.default.isExecutableFile(atPath: candidate) {
      guard let python = Python(asking: candidate),
        !found.contains(where: { $0.file == python.file })
      else { continue }
      found.append(python)
    }
    return found
  }()

  static func version(_ major: Int, _ minor: Int) -> [Python] {
    all.filter { $0.major == major && $0.minor == minor }
  }

  static let withNumPy = importing("numpy")
  static let withTerminalEmulator = importing("pyte")

  /// One that has a module: the one named by `SWIFTLET_TEST_PYTHON`, else any.
  private static func importing(_ module: String) -> Python? {
    let variables = ProcessInfo.processInfo.environment
    let named = variables["SWIFTLET_TEST_PYTHON"].flatMap(Python.init(asking:))
    return ((named.map { [$0] } ?? []) + all).first { python in
      python.answer("-c", "import \(module); print(1)") != nil
    }
  }

  /// One before the first supported version, if there is any.
  static let older: String? =
    folders.map { "\($0)/python3.10" }.first {
      FileManager.default.isExecutableFile(atPath: $0) && runs($0)
    }

  /// pyenv's shims are there for versions that are not switched on.
  private static func runs(_ path: String) -> Bool {
    Program(path: path, arguments: ["-c", ""], directory: "/").run().ending
      == .exited(0)
  }

  private static var folders: [String] {
    let variables = ProcessInfo.processInfo.environment
    var folders = (variables["PATH"] ?? "").split(separator: ":").map(
      String.init)
    let pyenv =
      variables["PYENV_ROOT"] ?? (variables["HOME"] ?? "/root") + "/.pyenv"
    let versions =
      (try? FileManager.default.contentsOfDirectory(
        atPath: "\(pyenv)/versions")) ?? []
    folders += versions.sorted().map { "\(pyenv)/versions/\($0)/bin" }
    return folders
  }

  /// Nil where it does not start, or has no shared library beside it.
  init?(asking candidate: String) {
    let program = """
      import os, sys, sysconfig
      folder = sysconfig.get_config_var("LIBDIR") or ""
      name = sysconfig.get_config_var("INSTSONAME") or ""
      extra = sysconfig.get_config_var("MULTIARCH") or ""
      found = [p for p in (f"{folder}/{name}", f"{folder}/{extra}/{name}")
               if ".so" in name and os.path.exists(p)]
      sys.exit(1) if not found else print(sys.executable, *sys.version_info[:3])
      """
    path = candidate
    (major, minor, micro) = (0, 0, 0)
    guard let words = answer("-I", "-S", "-c", program)?.split(separator: " "),
      words.count >= 4,
      let major = Int(words[words.count - 3]),
      let minor = Int(words[words.count - 2]),
      let micro = Int(words[words.count - 1])
    else { return nil }
    (self.major, self.minor, self.micro) = (major, minor, micro)
    path = words.dropLast(3).joined(separator: " ")
  }

  /// What it prints, or nil where it fails.
  func answer(_ arguments: String...) -> String? {
    let outcome = Program(path: path, arguments: arguments, directory: "/")
      .run()
    guard outcome.ending == .exited(0) else { return nil }
    return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
