/// How the sources of a kernel are compiled: the one place that knows the
/// flags, for tests, proofs and packages.
package enum KernelBuild {
  /// For the Swift compiler, besides the files.
  package static let swiftFlags = [
    "-Ounchecked", "-wmo", "-parse-as-library", "-swift-version", "6",
    "-enable-experimental-feature", "Embedded", "-suppress-warnings",
    "-module-name", "Kernel", "-Xcc", "-fPIC",
    // No other thread sees the kernel's objects: see `counts.c`.
    "-Xfrontend", "-assume-single-threaded",
    "-enforce-exclusivity=unchecked",
    // Swift 6.3 unrolls some short loops over lists of lists into code that
    // its own verifier refuses; LLVM unrolls as well.
    "-Xllvm", "-sil-disable-pass=loop-unroll",
  ]

  /// For the C compiler, besides the files. Neither may contract a product
  /// and a sum into one rounding.
  package static let cFlags = [
    "-O2", "-fPIC", "-fno-builtin", "-ffp-contract=off",
    "-DPy_LIMITED_API=0x030b0000",
  ]

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
      ["swiftc"] + swiftFlags
        + ["-I", sources, "-emit-object", "-o", object] + paths(".swift"),
      ["clang"] + cFlags
        + ["-I", includeDirectory, "-shared", "-Wl,-s", "-o", output]
        + paths(".c") + [object, "-lm"],
    ]
  }
}
