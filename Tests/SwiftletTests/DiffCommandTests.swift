import Testing

@Suite(
  "Two recordings are compared on the command line",
  .enabled(if: Swiftlet.understands("diff") && !Python.all.isEmpty))
struct DiffCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  @Test func changed() throws {
    try scratch.recordLoop(trips: 200_000, to: "before")
    try scratch.recordLoop(trips: 8_000_000, to: "after")
    let outcome = scratch.swiftlet(
      "diff", "--json", "diff.json", "before", "after")
    #expect(outcome.ending == .exited(0))
    #expect(outcome.errors.isEmpty)
    let line = outcome.output.split(separator: "\n").first {
      $0.contains("slower") && $0.contains("main.py:3–4")
    }
    #expect(line?.contains("work") == true, "\(outcome.output)")
    let json = String(
      decoding: try scratch.bytes(of: "diff.json"), as: UTF8.self)
    #expect(json.contains("swiftlet-diff-1"))
  }

  @Test func same() throws {
    try scratch.recordLoop(trips: 400_000, to: "one")
    let outcome = scratch.swiftlet("diff", "one", "one")
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output.contains("Nothing stands out"))
  }

  @Test func missing() throws {
    try scratch.recordLoop(trips: 1000, to: "one")
    expectRefusal(scratch.swiftlet("diff", "one", "two"), saying: "two")
    #expect(scratch.swiftlet("diff", "one").ending == .exited(2))
  }
}
