/// How the sources of a kernel are compiled: the one place that knows the
/// flags, for tests, proofs and packages.
package enum KernelBuild {
  /// For the Swift compiler, besides the files.
  package static let swiftFlags = [
    "-Ounchecked", "-wmo", "-parse-as-library", "-swift-version", "6",
    "-enable-experimental-feature", "Embedded", "-suppress-warnings",
    "-module-name", "Kernel", "-Xcc", "-fPIC",
    "-Xfrontend", "-function-sections",
    "-enforce-exclusivity=unchecked",
    // Swift 6.3 unrolls some short loops over lists of lists into code that
    // its own verifier refuses; LLVM unrolls as well.
    "-Xllvm", "-sil-disable-pass=loop-unroll",
  ]

  /// No other thread sees the kernel's objects, and `counts.c` counts
  /// references to them.
  package static func countingFlags(
    files: some Sequence<String>
  ) -> [String] {
    files.contains { $0.hasSuffix("counts.c") }
      ? ["-Xfrontend", "-assume-single-threaded"] : []
  }

  /// For the C compiler, besides the files. Neither may contract a product
  /// and a sum into one rounding.
  package static let cFlags = [
    "-O2", "-fPIC", "-fno-builtin", "-ffp-contract=off",
    "-ffunction-sections", "-fdata-sections", "-DPy_LIMITED_API=0x030b0000",
  ]

  /// For the linker: what nothing uses is left out, and nothing but what
  /// `module.map` names can be seen from outside.
  package static func linkFlags(
    sources: String, files: some Sequence<String>
  ) -> [String] {
    let map = files.first { $0.hasSuffix("module.map") }
    return ["-Wl,-s", "-Wl,--gc-sections"]
      + (map.map { ["-Wl,--version-script=\(sources)/\($0)"] } ?? [])
  }

  /// Command lines, to be run one after the other, that make the extension
  /// module from a folder with a kernel's files, of which those in Swift and C
  /// are named; object files are put there too. `includeDirectory` is where
  /// `Python.h` is, `output` the path of the module, `_kernel.abi3.so`.
  package static func commands(
    sources: String, files: some Sequence<String>, includeDirectory: String,
    output: String
  ) -> [[String]] {
    let object = sources + "/kernel.o"
    func paths(_ ending: String) -> [String] {
      files.filter { $0.hasSuffix(ending) }.sorted().map { sources + "/" + $0 }
    }
    return [
      ["swiftc"] + swiftFlags + countingFlags(files: files)
        + ["-I", sources, "-emit-object", "-o", object] + paths(".swift"),
      ["clang"] + cFlags
        + ["-I", includeDirectory, "-shared", "-o", output]
        + linkFlags(sources: sources, files: files)
        + paths(".c") + [object, "-lm"],
    ]
  }
}
