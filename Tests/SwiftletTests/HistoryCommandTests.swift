import Foundation
import Testing

@Suite(
  "Runs are remembered, compared and held against conditions",
  .enabled(if: Swiftlet.understands("history") && !Python.all.isEmpty))
struct HistoryCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.writeLoop(trips: "int(sys.argv[1])")
  }

  @Test("Two runs are listed, and their numbers stand for them")
  func list() throws {
    #expect(
      scratch.swiftlet("run", "main.py", "100000").ending == .exited(0))
    #expect(
      scratch.swiftlet("profile", "main.py", "8000000").ending == .exited(0))
    let text = scratch.swiftlet("history")
    #expect(text.output.contains("main.py 100000"), "\(text)")
    let lines = text.output.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.last?.hasPrefix("    1  ") == true)
    let json = scratch.swiftlet("history", "--format", "json", "main.py")
    #expect(json.output.contains("\"function\": \"__main__.work\""))
    #expect(
      scratch.swiftlet("history", "other.py").output.contains("No runs yet"))
    let compared = scratch.swiftlet(
      "compare", "--fail-on", "slower", "1", "2")
    #expect(compared.ending == .exited(3), "\(compared)")
    #expect(compared.output.contains("work"))
    #expect(compared.errors.contains("--fail-on slower"))
    for condition in ["faster", "slower=1000000"] {
      #expect(
        scratch.swiftlet("compare", "--fail-on", condition, "1", "2").ending
          == .exited(0))
    }
    #expect(
      scratch.swiftlet("compare", "--fail-on", "redder", "1", "2").ending
        == .exited(2))
    expectRefusal(scratch.swiftlet("compare", "1", "9"), saying: "9")
  }

  @Test("A damaged history is moved aside, and the run goes on")
  func damaged() throws {
    try scratch.write(
      String(repeating: "no", count: 5000), to: ".swiftlet/history.sqlite")
    let outcome = scratch.swiftlet("run", "main.py", "1000")
    #expect(outcome.ending == .exited(0))
    #expect(outcome.errors.contains("history was damaged"))
    #expect(scratch.swiftlet("history").output.contains("main.py 1000"))
  }

  @Test("Conditions on the advice decide the exit code")
  func conditions() throws {
    #expect(
      scratch.swiftlet("profile", "main.py", "5000000").ending == .exited(0))
    let advised = scratch.swiftlet(
      "advise", "--fail-on", "cache", "--fail-on", "action")
    #expect(advised.ending == .exited(3), "\(advised)")
    #expect(advised.errors.contains("--fail-on action: it is so"))
    #expect(
      scratch.swiftlet("report", "--fail-on", "cache").ending == .exited(0))
    let unknown = scratch.swiftlet("advise", "--fail-on", "rain")
    #expect(unknown.ending == .exited(2) && unknown.errors.contains("rain"))
    try scratch.write("raise SystemExit(7)", to: "fails.py")
    #expect(
      scratch.swiftlet("run", "--fail-on", "measure-more", "fails.py").ending
        == .exited(7))
  }

  @Test(
    "Reports are written as their names say",
    arguments: [
      ("r.html", "<!DOCTYPE html>"), ("r.md", "### "), ("r.json", "{\n"),
      ("r.sarif", "{\n"), ("r.txt", "main.py   Python"), ("r", "main.py   Py"),
    ])
  func formats(name: String, start: String) throws {
    #expect(
      scratch.swiftlet("profile", "main.py", "8000000").ending == .exited(0))
    #expect(
      scratch.swiftlet("report", "-o", name).ending == .exited(0))
    let text = String(decoding: try scratch.bytes(of: name), as: UTF8.self)
    #expect(text.hasPrefix(start))
    let outcome = scratch.swiftlet(
      "report", "--open", environment: ["BROWSER": "cat"])
    #expect(outcome.ending == .exited(0), "\(outcome)")
    expectRefusal(
      scratch.swiftlet("report", "--open", environment: ["BROWSER": "false"]),
      saying: "no browser")
  }

  @Test("A form that there is not is refused before anything runs")
  func noSuchForm() {
    for command in [
      ["prove", "-o", "proof.md", "main.py", "1"],
      ["history", "--format", "html"],
      ["compare", "-o", "c.sarif", "1", "2"],
    ] {
      let outcome = Program(
        path: Swiftlet.path, arguments: command, directory: scratch.path
      ).run()
      #expect(outcome.ending == .exited(2))
      #expect(outcome.errors.contains("cannot be written as"))
    }
    #expect(scratch.names == ["main.py"])
  }

  @Test("A script that was edited, or is gone, is reported as it ran")
  func edited() throws {
    #expect(
      scratch.swiftlet("profile", "main.py", "8000000").ending == .exited(0))
    try scratch.write("# new line\nprint(1)\n", to: "main.py")
    let edited = scratch.swiftlet("advise")
    #expect(edited.output.contains("main.py was edited after the run"))
    #expect(edited.output.contains("total += i * i % 7"))
    try FileManager.default.removeItem(atPath: scratch.file("main.py"))
    #expect(
      scratch.swiftlet("report", "--format", "md").output.contains(
        "main.py is no longer there"))
  }

  @Test("Code without a file of its own is reported, and what is not known")
  func noSource() throws {
    try scratch.write(
      """
      import sys, zipfile
      text = '''
      def work(n):
          total = 0
          for i in range(n):
              total += i * i % 7
          return total
      '''
      with zipfile.ZipFile("pack.zip", "w") as archive:
          archive.writestr("packed.py", text)
      sys.path.insert(0, "pack.zip")
      import packed
      made = {}
      exec(compile(text, "<ipython-input-1-abc>", "exec"), made)
      for _ in range(40):
          packed.work(100_000)
          made["work"](100_000)
      """, to: "loader.py")
    #expect(scratch.swiftlet("profile", "loader.py").ending == .exited(0))
    for format in ["txt", "html", "md", "sarif", "json"] {
      let outcome = scratch.swiftlet("report", "--format", format, "-v")
      #expect(outcome.ending == .exited(0), "\(outcome.errors)")
      if format != "json" {
        #expect(outcome.output.contains("is inside an archive"), "\(format)")
      }
    }
  }
}
