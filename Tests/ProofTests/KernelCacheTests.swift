import Foundation
import Testing

@testable import Kernel
@testable import Proof

/// A compiler that only notes that it was called stands in for the real one.
@Suite("Kernels that were built before are not built again")
struct KernelCacheTests {
  private let scratch: ScratchFolder

  init() throws {
    scratch = try ScratchFolder()
    try scratch.write(
      """
      #!/bin/sh
      echo built >> \(scratch.path)/log
      echo library > "$1"
      """, to: "bin/compiler")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755],
      ofItemAtPath: scratch.path + "/bin/compiler")
  }

  private func workshop(
    _ folder: String, flag: String = "-O", isFresh: Bool = false
  ) -> KernelWorkshop {
    KernelWorkshop(
      folder: scratch.path + "/" + folder,
      cache: isFresh ? nil : KernelCache(folder: scratch.path + "/cache"),
      isFresh: isFresh, includeDirectory: "",
      searchPath: [scratch.path + "/bin"],
      commands: { _, _, _, output in [["compiler", output, flag]] })
  }

  private func package(_ source: String) -> KernelPackage {
    KernelPackage(
      name: "lab",
      files: ["swift/Kernel.swift": source, "src/lab/__init__.py": ""])
  }

  private var builds: Int {
    scratch.text(of: "log").split(separator: "\n").count
  }

  @Test func eachOnceForAllProjects() throws {
    let first = try workshop("one").build(package("a"), function: "f")
    _ = try workshop("one").build(package("a"), function: "f")
    let second = try workshop("two").build(package("a"), function: "f")
    #expect(builds == 1)
    for kernel in [first, second] {
      let library = FileManager.default.contents(atPath: kernel.library)
      #expect(library == Data("library\n".utf8))
    }
    second.remove()
    _ = try workshop("two").build(package("a"), function: "f")
    #expect(builds == 1)
  }

  @Test func anotherSourceFlagOrCompilerIsAnotherKernel() throws {
    _ = try workshop("one").build(package("a"), function: "f")
    _ = try workshop("one").build(package("b"), function: "f")
    _ = try workshop("one", flag: "-g").build(package("a"), function: "f")
    #expect(builds == 3)
    let compiler = try FileHandle(
      forWritingTo: URL(filePath: scratch.path + "/bin/compiler"))
    try compiler.seekToEnd()
    try compiler.write(contentsOf: Data("# newer\n".utf8))
    try compiler.close()
    _ = try workshop("one").build(package("a"), function: "f")
    #expect(builds == 4)
  }

  @Test func onRequestAnew() throws {
    _ = try workshop("one").build(package("a"), function: "f")
    _ = try workshop("one", isFresh: true).build(package("a"), function: "f")
    #expect(builds == 2)
  }

  @Test func severalAtOnceAndACacheThatCannotBeWritten() throws {
    try scratch.write("", to: "cache")
    let workshop = workshop("one")
    let package = package("a")
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      let kernel = try? workshop.build(package, function: "f")
      #expect(
        kernel.map { FileManager.default.fileExists(atPath: $0.library) }
          == true)
    }
    let left = try FileManager.default.contentsOfDirectory(
      atPath: scratch.path + "/one")
    #expect(left.count == 1)
  }
}
