extension KernelPackage {
  /// CMake names the module itself.
  private static func swiftFlags(_ paths: [String]) -> String {
    var flags = KernelBuild.swiftFlags + KernelBuild.countingFlags(files: paths)
    if let index = flags.firstIndex(of: "-module-name") {
      flags.removeSubrange(index...(index + 1))
    }
    return flags.joined(separator: " ")
  }

  /// `pyproject.toml`. The override makes an installation without a Swift
  /// compiler fall back to a pure Python wheel instead of failing.
  static func projectFile(_ contents: Contents, name: String) -> String {
    """
    [build-system]
    requires = ["scikit-build-core>=0.10"]
    build-backend = "scikit_build_core.build"

    [project]
    name = "\(name.replacing("_", with: "-"))"
    version = "0.1.0"
    description = "Swift kernels for \(contents.moduleName)"
    readme = "README.md"
    requires-python = ">=3.11"

    [project.optional-dependencies]
    test = ["pytest", "hypothesis"]

    [tool.scikit-build]
    minimum-version = "0.10"
    # One file for every CPython from 3.11 on: it uses the stable ABI only.
    wheel.py-api = "cp311"
    wheel.packages = ["src/\(name)"]
    cmake.version = ">=3.26"
    cmake.args = ["-G", "Ninja"]
    cmake.build-type = "Release"

    # No Swift compiler here? Then install the pure Python package.
    [[tool.scikit-build.overrides]]
    if.failed = true
    wheel.cmake = false
    wheel.py-api = "py3"

    """
  }

  /// `CMakeLists.txt`: the Swift part as a static library, and around it the
  /// extension module in C, so that the result needs nothing but libc.
  static func buildFile(_ contents: Contents, name: String) -> String {
    let paths = contents.sources.keys.sorted()
    let swift = paths.filter { $0.hasSuffix(".swift") }
    let c = paths.filter { $0.hasSuffix(".c") }
    let linkFlags = KernelBuild.linkFlags(
      sources: "${CMAKE_CURRENT_SOURCE_DIR}/swift", files: paths)
    return """
      cmake_minimum_required(VERSION 3.26)
      project(\(name) LANGUAGES C Swift)

      find_package(
        Python REQUIRED COMPONENTS Interpreter Development.SABIModule)

      set(CMAKE_POSITION_INDEPENDENT_CODE ON)

      add_library(
        kernel_swift STATIC
      \(list(swift)))
      set_target_properties(
        kernel_swift PROPERTIES Swift_MODULE_NAME Kernel)
      target_compile_options(
        kernel_swift PRIVATE
        "SHELL:\(swiftFlags(paths))"
        "SHELL:-I ${CMAKE_CURRENT_SOURCE_DIR}/swift")
      foreach(directory IN LISTS Python_INCLUDE_DIRS)
        target_compile_options(kernel_swift PRIVATE "SHELL:-Xcc -I${directory}")
      endforeach()

      python_add_library(
        _kernel MODULE USE_SABI 3.11 WITH_SOABI
      \(list(c)))
      target_compile_options(
        _kernel PRIVATE \(KernelBuild.cFlags.joined(separator: " ")))
      # The C compiler links: Embedded Swift needs no runtime.
      set_target_properties(_kernel PROPERTIES LINKER_LANGUAGE C)
      target_link_libraries(_kernel PRIVATE kernel_swift m)
      target_link_options(_kernel PRIVATE \(linkFlags.joined(separator: " ")))

      install(TARGETS _kernel LIBRARY DESTINATION \(name))

      """
  }

  private static func list(_ paths: [String]) -> String {
    paths.map { "  swift/\($0)" }.joined(separator: "\n")
  }
}
