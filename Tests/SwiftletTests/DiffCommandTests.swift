import Testing

@Suite(
  "Two recordings are compared on the command line",
  .enabled(if: Swiftlet.understands("diff") && !Python.all.isEmpty))
struct DiffCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
  }

  private func record(_ count: Int, to name: String) throws {
    try scratch.write(
      """
      def work(n):
          total = 0
          for i in range(n):
              total += i * i % 7
          return total

      print(work(\(count)))
      """, to: "main.py")
    let made = scratch.swiftlet("profile", "-o", name, "main.py")
    try #require(made.ending == .exited(0), "\(made.errors)")
  }

  @Test func changed() throws {
    try record(200_000, to: "before")
    try record(8_000_000, to: "after")
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
    try record(400_000, to: "one")
    let outcome = scratch.swiftlet("diff", "one", "one")
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output.contains("Nothing stands out"))
  }

  @Test func missing() throws {
    try record(1000, to: "one")
    expectRefusal(scratch.swiftlet("diff", "one", "two"), saying: "two")
    #expect(scratch.swiftlet("diff", "one").ending == .exited(2))
  }
}
