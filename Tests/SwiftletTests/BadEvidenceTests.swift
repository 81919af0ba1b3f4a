import Foundation
import Testing

@Suite(
  "What cannot be known is said, and the report appears all the same",
  .enabled(if: Swiftlet.understands("advise") && !Python.all.isEmpty))
struct BadEvidenceTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.writeLoop(trips: "3_000_000")
    #expect(
      scratch.swiftlet("run", "--quiet", "main.py").ending == .exited(0))
  }

  private func advise(
    environment: [String: String] = [:]
  ) -> String {
    let outcome = scratch.swiftlet("advise", "-v", environment: environment)
    #expect(outcome.ending == .exited(0), "\(outcome)")
    #expect(outcome.output.contains("Why  H1 work"), "\(outcome)")
    return outcome.output
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("Neither git nor a repository, nor an earlier run")
  func nothing() {
    let text = advise(environment: ["PATH": "/nowhere"])
    #expect(text.contains("git is not installed"))
    #expect(text.contains("no earlier run of these lines"))
    #expect(text.contains("how often it is run is not known"))
    #expect(advise().contains("no git repository here"))
  }

  /// SQLite locks these bytes of its files.
  @Test("A history that is locked, and one that is damaged")
  func history() throws {
    try scratch.write(
      """
      import fcntl, subprocess, sys
      with open(".swiftlet/history.sqlite", "r+b") as file:
          fcntl.lockf(file, fcntl.LOCK_EX, 512, 0x40000000)
          sys.exit(subprocess.run([sys.argv[1], "advise", "-v"]).returncode)
      """, to: "holder.py")
    let python = try #require(Python.all.first)
    let outcome = Program(
      path: python.path, arguments: ["holder.py", Swiftlet.path],
      directory: scratch.path
    ).run()
    #expect(outcome.ending == .exited(0), "\(outcome)")
    let text = outcome.output.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(text.contains("another program keeps it locked"), "\(text)")
    #expect(text.contains("Why H1 work"))
    try scratch.write(
      String(repeating: "no", count: 5000), to: ".swiftlet/history.sqlite")
    let damaged = advise()
    #expect(damaged.contains("the history was damaged; it is now"))
    #expect(scratch.swiftlet("history").output.contains("No runs yet"))
  }

  @Test("Settings that are wrong, or contradict each other")
  func settings() throws {
    try scratch.write(
      """
      team:
        knows-swift: no
        build-hours: 0
      criteria:
        - id: hot
          threshold: many
      disable: [no-such-rule, cold, hot]
      """, to: ".swiftlet.yaml")
    let text = advise()
    #expect(text.contains("contradict each other"))
    #expect(text.contains("threshold"))
    #expect(text.contains("no rule 'no-such-rule'"))
    try scratch.write("team: [1", to: ".swiftlet.yaml")
    #expect(advise().contains(".swiftlet.yaml"))
    try scratch.write([0xff, 0xfe, 0x00], to: ".swiftlet.yaml")
    #expect(advise().contains("UTF-8"))
    try scratch.write(
      "team: {waiting-share: 0, runs-per-week: 5}", to: ".swiftlet.yaml")
    #expect(advise().contains("waiting-share of 0"))
  }
}
