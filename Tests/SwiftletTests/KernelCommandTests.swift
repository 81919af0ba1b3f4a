import Foundation
import TestSupport
import Testing

/// A package made once, as a user makes it: profile, then generate.
private enum Package {
  static let script = """
    import sys
    LIMIT = 7


    def power_sum(values, n=LIMIT):
        total = 0.0
        for v in values:
            if v > n:
                total += v ** 1.5
        return total


    def main():
        values = [float(i * 7919 % 1013) for i in range(20000)]
        rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
        print(sum(power_sum(values) for _ in range(rounds)))
        print(power_sum([1, 2**70]), file=sys.stderr)
        sys.exit(3)


    if __name__ == "__main__":
        main()

    """

  /// The folder that it was made in.
  static let made = Result { () throws -> Scratch in
    let scratch = try Scratch()
    try scratch.write(script, to: "score.py")
    let profiled = scratch.swiftlet("profile", "score.py", "200")
    try #require(profiled.ending == .exited(3), "\(profiled.errors)")
    let generated = scratch.swiftlet("generate", "-o", "kernel")
    try #require(generated.ending == .exited(0), "\(generated.errors)")
    return scratch
  }

  /// A folder with a copy of script and package.
  static func copy() throws -> Scratch {
    let scratch = try Scratch(movedFrom: made.get())
    try scratch.write(script, to: "score.py")
    return scratch
  }
}

enum KernelCommands {
  static let canGenerate =
    isInstalled("swiftc") && Swiftlet.understands("apply")
    && !Python.all.isEmpty
}

@Suite(
  "A script is run with kernels in place", .serialized,
  .enabled(if: KernelCommands.canGenerate))
struct RunWithKernelsTests {
  private let scratch: Scratch

  init() throws { scratch = try Package.copy() }

  @Test("Output and exit code are the script's, and calls are counted")
  func runs() throws {
    let plain = Program(
      path: Python.all[0].path, arguments: ["score.py", "5"],
      directory: scratch.path
    ).run()
    let quiet = scratch.swiftlet(
      "run", "--with-kernels", "kernel", "score.py", "5")
    #expect(quiet.output == plain.output)
    #expect(quiet.errors == plain.errors)
    #expect(quiet.ending == .exited(3))
    let told = scratch.swiftlet(
      "run", "--verbose", "--with-kernels", "kernel", "score.py", "5")
    #expect(told.output == plain.output)
    #expect(
      told.errors == plain.errors + """
        swiftlet: power_sum in score.py called 6 times, 5 in the kernel and 1 \
        handed back to Python

        """)
    #expect(try scratch.bytes(of: "score.py") == Array(Package.script.utf8))
  }

  @Test("Pythons that the script starts use them too")
  func children() throws {
    try scratch.write(
      """
      import os, subprocess, sys
      if not os.fork():
          import score
          score.power_sum([1.0])
          os._exit(0)
      os.wait()
      code = "import score; score.power_sum([1.0]); score.power_sum([9.0])"
      subprocess.run([sys.executable, "-c", code])
      """, to: "main.py")
    let outcome = scratch.swiftlet(
      "run", "--verbose", "--with-kernels", "kernel", "main.py")
    #expect(
      outcome.errors.contains("called 3 times, in the kernel each time"),
      "\(outcome.errors)")
  }

  @Test("Lines around it may change, but not what it was made from")
  func changed() throws {
    func run(_ text: String) throws -> Program.Outcome {
      try scratch.write(text, to: "score.py")
      return scratch.swiftlet(
        "run", "--verbose", "--with-kernels", "kernel", "score.py", "1")
    }
    let moved = try run("# Moved.\n\n" + Package.script)
    #expect(moved.errors.contains("called 2 times"), "\(moved.errors)")
    for (old, new, told) in [
      ("1.5", "1.25", "def power_sum"), ("LIMIT = 7", "LIMIT = 8", "LIMIT = 7"),
      ("sys.exit(3)", "global LIMIT; LIMIT = 1", "LIMIT"),
      ("def power_sum", "def other", "power_sum"),
    ] {
      expectRefusal(
        try run(Package.script.replacing(old, with: new)),
        saying: "score.py", told, "generate")
    }
    expectRefusal(try run("def broken(:\n"), saying: "score.py")
  }

  @Test("What a kernel takes for certain may be changed from outside")
  func changedConstants() throws {
    let model = """
      LIMIT = 50
      WEIGHTS = [1, 2, 3]

      class Agent:
          speed = 2
          step = 1
          def __init__(self, x):
              self.x = x

      def run(agents, rounds):
          total = 0
          for i in range(rounds):
              for a in agents:
                  a.x += a.speed + Agent.step
                  if a.x > LIMIT:
                      a.x -= LIMIT
                  total += a.x * WEIGHTS[i % 3]
          return total

      if __name__ == "__main__":
          print(run([Agent(i) for i in range(1000)], 4000))

      """
    let folder = try Scratch()
    try folder.write(model, to: "model.py")
    let proved = folder.swiftlet("prove", "model.py", limit: 300)
    try #require(proved.ending == .exited(0), "\(proved.errors)")
    try #require(proved.errors.contains("kept"), "\(proved.errors)")
    _ = folder.swiftlet("generate", "-o", "kernel")
    for (line, isKernel) in [
      ("pass", true), ("model.LIMIT = 40", false),
      ("model.LIMIT = 50.0", false),
      ("model.WEIGHTS[1] = 7", false), ("model.WEIGHTS[1] += 0", true),
      ("model.WEIGHTS = [1, 2, 3]", true), ("model.Agent.speed = 3", false),
      ("model.Agent.step = 5", false),
    ] {
      try folder.write(
        """
        import model
        agents = [model.Agent(i) for i in range(9)]
        print(model.run(agents, 4))
        \(line)
        print(model.run(agents, 4))
        """, to: "use.py")
      let plain = Program(
        path: Python.all[0].path, arguments: ["use.py"], directory: folder.path
      ).run()
      let outcome = folder.swiftlet(
        "run", "--verbose", "--with-kernels", "kernel", "use.py")
      #expect(outcome.output == plain.output, "\(line)")
      #expect(
        outcome.errors.contains("in the kernel each time") == isKernel,
        "\(line): \(outcome.errors)")
    }
  }

  @Test func badInput() throws {
    func run(_ folder: String, _ more: String...) -> Program.Outcome {
      Program(
        path: Swiftlet.path,
        arguments: ["run", "--with-kernels", folder] + more + ["score.py"],
        directory: scratch.path
      ).run()
    }
    expectRefusal(run("nowhere"), saying: "nowhere", "generate")
    expectRefusal(run("."), saying: "no kernel package")
    expectRefusal(run("score.py"), saying: "no kernel package")
    expectRefusal(
      run("kernel", "--python", "/nowhere/python3"), saying: "/nowhere")
    try scratch.write("{}", to: "kernel/swiftlet.json")
    expectRefusal(run("kernel"), saying: "swiftlet.json")
    let mixed = run("kernel", "--trace")
    #expect(mixed.ending == .exited(2))
    #expect(mixed.errors.contains("--trace"))
  }

  @Test func compilerError() throws {
    try scratch.write("not Swift", to: "kernel/swift/Kernel.swift")
    expectRefusal(
      scratch.swiftlet("run", "--with-kernels", "kernel", "score.py"),
      saying: "does not compile")
  }
}

@Suite(
  "A kernel is put into the source, and taken out again", .serialized,
  .enabled(if: KernelCommands.canGenerate))
struct ApplyTests {
  private let scratch: Scratch

  init() throws { scratch = try Package.copy() }

  private var text: String {
    get throws {
      String(decoding: try scratch.bytes(of: "score.py"), as: UTF8.self)
    }
  }

  private func run(_ module: String? = nil) -> Program.Outcome {
    var program = Program(
      path: Python.all[0].path, arguments: ["score.py", "2"],
      directory: scratch.path)
    program.environment["PYTHONPATH"] = module
    return program.run()
  }

  @Test("The patch is what --write does, and rollback undoes it exactly")
  func roundTrip() throws {
    let plain = run()
    let shown = scratch.swiftlet("apply", "kernel")
    #expect(shown.ending == .exited(0), "\(shown.errors)")
    #expect(try text == Package.script)
    let written = scratch.swiftlet("apply", "kernel", "--write")
    #expect(written.ending == .exited(0), "\(written.errors)")
    #expect(written.output == shown.output)
    let changed = try text
    // By another program's reading of the patch.
    try scratch.write(Package.script, to: "score.py")
    try scratch.write(shown.output, to: "it.patch")
    let patched = Program(
      path: "/usr/bin/env", arguments: ["git", "apply", "it.patch"],
      directory: scratch.path
    ).run()
    #expect(patched.ending == .exited(0), "\(patched.errors)")
    #expect(try text == changed)
    // Not installed, it is Python; installed but not built, too.
    #expect(run() == plain)
    #expect(run(scratch.file("kernel/src")) == plain)
    expectRefusal(
      scratch.swiftlet("apply", "kernel", "--write"), saying: "already")
    expectRefusal(
      scratch.swiftlet("run", "--with-kernels", "kernel", "score.py"),
      saying: "rollback")
    // Whatever else is edited.
    let edited = "# First.\n" + changed + "# Last.\n"
    try scratch.write(edited, to: "score.py")
    let undone = scratch.swiftlet("rollback")
    #expect(undone.ending == .exited(0), "\(undone.errors)")
    #expect(try text == "# First.\n" + Package.script + "# Last.\n")
    expectRefusal(scratch.swiftlet("rollback"), saying: "no kernel")
  }

  @Test("A kernel that is built is used while the function is its own")
  func matches() throws {
    _ = scratch.swiftlet("apply", "kernel", "--write")
    let compiled = scratch.swiftlet(
      "run", "--with-kernels", scratch.file("kernel"), "score.py")
    #expect(compiled.ending == .exited(2))
    // What `pip install` would do, with the module that was built before.
    let made = try Package.made.get()
    _ = made.swiftlet("run", "--with-kernels", "kernel", "score.py", "1")
    let built = made.file(".swiftlet/kernels")
    let folder = try #require(
      try FileManager.default.contentsOfDirectory(atPath: built).first)
    let modules = "\(built)/\(folder)/src"
    try scratch.write(
      """
      import score
      print(type(score.power_sum).__name__, score.power_sum([9.0]))
      """, to: "use.py")
    func use() -> String {
      var program = Program(
        path: Python.all[0].path, arguments: ["use.py"],
        directory: scratch.path)
      program.environment["PYTHONPATH"] = modules
      program.environment["PYTHONDONTWRITEBYTECODE"] = "1"
      return program.run().output
    }
    #expect(use() == "builtin_function_or_method 27.0\n")
    let applied = try text
    for (old, new, result) in [
      ("1.5", "0.5", "function 3.0\n"),
      ("LIMIT = 7", "LIMIT = 10", "function 0.0\n"),
    ] {
      try scratch.write(applied.replacing(old, with: new), to: "score.py")
      #expect(use() == result)
    }
  }

  @Test("What is in the way is told, and nothing changed")
  func inTheWay() throws {
    _ = scratch.swiftlet("apply", "kernel", "--write")
    let edited = try text.replacing(
      "except ImportError", with: "except OSError")
    try scratch.write(edited, to: "score.py")
    expectRefusal(
      scratch.swiftlet("rollback"), saying: "score.py", "applied/")
    #expect(try text == edited)
    try FileManager.default.removeItem(atPath: scratch.file("score.py"))
    expectRefusal(scratch.swiftlet("rollback", "kernel"), saying: "not there")
    try scratch.write("{}", to: ".swiftlet/applied/score_kernel.json")
    expectRefusal(scratch.swiftlet("rollback"), saying: "score_kernel.json")
  }

  @Test func badInput() throws {
    expectRefusal(scratch.swiftlet("apply", "nowhere"), saying: "nowhere")
    expectRefusal(scratch.swiftlet("apply", "."), saying: "no kernel package")
    expectRefusal(scratch.swiftlet("rollback"), saying: "no kernel")
    chmod(scratch.file("score.py"), 0o444)
    expectRefusal(
      scratch.swiftlet("apply", "kernel", "--write"), saying: "read-only")
    #expect(try text == Package.script)
    try? FileManager.default.removeItem(atPath: scratch.file("score.py"))
    try scratch.write(
      Package.script.replacing("1.5", with: "2.5"), to: "score.py")
    expectRefusal(
      scratch.swiftlet("apply", "kernel", "--write"), saying: "power_sum")
    try FileManager.default.removeItem(atPath: scratch.file("score.py"))
    expectRefusal(scratch.swiftlet("apply", "kernel"), saying: "score.py")
  }

  @Test("Line ends and permissions are kept, and a cut last line is")
  func bytes() throws {
    let cut = String(
      Package.script.prefix(
        upTo: Package.script.range(of: "\n\n\ndef main")!.lowerBound))
    for script in [cut, Package.script.replacing("\n", with: "\r\n")] {
      try scratch.write(script, to: "score.py", executable: true)
      let written = scratch.swiftlet("apply", "kernel", "--write")
      #expect(written.ending == .exited(0), "\(written.errors)")
      let changed = try scratch.bytes(of: "score.py")
      #expect(changed.count > script.utf8.count)
      #expect(changed.contains(0x0D) == script.utf8.contains(0x0D))
      #expect(
        FileManager.default.isExecutableFile(atPath: scratch.file("score.py")))
      #expect(scratch.swiftlet("rollback").ending == .exited(0))
      #expect(try scratch.bytes(of: "score.py") == Array(script.utf8))
    }
  }
}
