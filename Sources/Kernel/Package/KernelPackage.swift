/// An ordinary Python project around a kernel, in memory: `pip install` builds
/// it, and where there is no Swift compiler it works in plain Python.
package struct KernelPackage: Equatable, Sendable {
  /// What the package is made from.
  package struct Contents: Sendable {
    /// The module whose functions are replaced, such as `rolling`.
    package var moduleName: String
    /// The script or module as the user knows it, for the README.
    package var origin: String
    package var functions: [Function]
    /// The Swift and C sources by path in `swift/`.
    package var sources: [String: String]
    package var original: OriginalModule
    /// What keeps the kernel from being complete: one sentence each. Empty
    /// for a complete kernel.
    package var gaps: [String]
    /// What the kernels take from other files of the project.
    package var links: [KernelLink] = []
    /// Of a package made from a source of the user's.
    package var manifest: KernelManifest?

    package init(
      moduleName: String, origin: String, functions: [Function],
      sources: [String: String], original: OriginalModule, gaps: [String] = [],
      manifest: KernelManifest? = nil
    ) {
      self.manifest = manifest
      self.moduleName = moduleName
      self.origin = origin
      self.functions = functions
      self.sources = sources
      self.original = original
      self.gaps = gaps
    }
  }

  package struct Function: Equatable, Sendable {
    package var name: String
    /// With their types where they are known: `values: list[float]`.
    package var parameters: [String]
    /// Arguments to test with: each the text of a Python tuple.
    package var examples: [String]
    /// For random arguments: each the text of a strategy of Hypothesis; nil
    /// where a parameter's type has none.
    package var strategies: [String]?

    package init(
      name: String, parameters: [String], examples: [String],
      strategies: [String]? = nil
    ) {
      self.name = name
      self.parameters = parameters
      self.examples = examples
      self.strategies = strategies
    }

    /// `Class.method`.
    var isMethod: Bool { name.contains(".") }

    var signature: String { "\(name)(\(parameters.joined(separator: ", ")))" }
  }

  /// The name to import: `rolling_kernel`.
  package let name: String
  /// Text by path in the project's folder; none where there is no function.
  package let files: [String: String]

  /// Names that the Python original needs and that were not taken along:
  /// without them it does not run.
  package let omissions: [OriginalModule.Omission]
  /// What the kernels take from other files of the project.
  package let links: [KernelLink]

  package init(_ contents: Contents) {
    omissions = contents.original.omissions
    links = contents.links
    name = Self.importName(forModule: contents.moduleName)
    guard !contents.functions.isEmpty else {
      files = [:]
      return
    }
    var files: [String: String] = [
      "pyproject.toml": Self.projectFile(contents, name: name),
      "CMakeLists.txt": Self.buildFile(contents, name: name),
      "README.md": Self.readme(contents, name: name),
      "src/\(name)/__init__.py": Self.initFile(contents),
      "src/\(name)/_matching.py": Self.matchingFile(contents),
      "src/\(name)/_original.py": contents.original.text,
      "tests/exactness.py": Self.exactnessFile,
      "tests/test_kernel.py": Self.testFile(contents, name: name),
      "tests/test_random_inputs.py": Self.randomTestFile(contents, name: name),
    ]
    for (path, text) in contents.sources { files["swift/\(path)"] = text }
    if let manifest = contents.manifest?.text {
      files[KernelManifest.fileName] = manifest
    }
    self.files = files
  }

  /// A package as it is on disk.
  package init(
    name: String, files: [String: String], links: [KernelLink] = []
  ) {
    self.name = name
    self.files = files
    self.links = links
    omissions = []
  }

  /// A valid, ordinary Python name for any module's.
  static func importName(forModule module: String) -> String {
    let stem = String(
      module.lowercased().map { character in
        character.isASCII && (character.isLetter || character.isNumber)
          ? character : "_"
      })
    let isPlain = stem.first?.isLetter ?? false
    return (isPlain ? stem : "script_" + stem) + "_kernel"
  }
}
