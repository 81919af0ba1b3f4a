/// How the sources of a kernel are compiled: the one place that knows the
/// flags, for tests, proofs and packages.
package enum KernelBuild {
  /// For the Swift compiler, besides the files.
  package static let swiftFlags = [
    "-Ounchecked", "-wmo", "-parse-as-library", "-swift-version", "6",
    "-enable-experimental-feature", "Embedded", "-suppress-warnings",
    "-module-name", "Kernel", "-Xcc", "-fPIC",
  ]

  /// For the C compiler, besides the files. Neither may contract a product
  /// and a sum into one rounding.
  package static let cFlags = [
    "-O2", "-fPIC", "-fno-builtin", "-ffp-contract=off",
    "-DPy_LIMITED_API=0x030b0000",
  ]

  /// The files that the Swift compiler is given, of those in a kernel.
  package static func swiftFiles(in files: [String: String]) -> [String] {
    files.keys.filter { $0.hasSuffix(".swift") }.sorted()
  }

  /// Command lines, to be run one after the other, that make the extension
  /// module from a folder with a kernel's files; object files are put there
  /// too. `includeDirectory` is where `Python.h` is, `output` the path of the
  /// module, `_kernel.abi3.so`.
  package static func commands(
    sources: String, swiftFiles: [String], includeDirectory: String,
    output: String
  ) -> [[String]] {
    let object = sources + "/kernel.o"
    return [
      ["swiftc"] + swiftFlags
        + ["-I", sources, "-emit-object", "-o", object]
        + swiftFiles.map { sources + "/" + $0 },
      ["clang"] + cFlags
        + [
          "-I", includeDirectory, "-shared", "-Wl,-s", "-o", output,
          sources + "/shim.c", sources + "/module.c", object, "-lm",
        ],
    ]
  }
}
