import Testing

@Suite(
  "A recording is exported on the command line",
  .enabled(if: Swiftlet.understands("export") && !Python.all.isEmpty))
struct ExportCommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.recordLoop(trips: 3_000_000)
  }

  @Test(
    arguments: [
      "collapsed", "speedscope", "pprof", "firefox", "chrome", "html",
    ])
  func formats(format: String) throws {
    let outcome = scratch.swiftlet(
      "export", "--format", format, "--view", "wall", "-o", "out", "recording")
    #expect(outcome.ending == .exited(0))
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    let bytes = try scratch.bytes(of: "out")
    if format == "pprof" {
      #expect(bytes.starts(with: [0x1f, 0x8b]))
    } else {
      #expect(String(decoding: bytes, as: UTF8.self).contains("__main__.work"))
    }
  }

  @Test(arguments: ["cpu", "wall", "gil"])
  func views(view: String) {
    let outcome = scratch.swiftlet("advise", "--view", view, "recording")
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    #expect(outcome.output.contains("work"))
  }

  @Test func unknownView() {
    let outcome = scratch.swiftlet("advise", "--view", "moon", "recording")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors.contains("moon"))
  }

  @Test func unknownFormat() {
    let outcome = scratch.swiftlet(
      "export", "--format", "xml", "-o", "out", "recording")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors.contains("xml"))
    #expect(!scratch.names.contains("out"))
  }

  @Test func noSuchFolder() {
    expectRefusal(
      scratch.swiftlet(
        "export", "--format", "html", "-o", "nowhere/out", "recording"),
      saying: "nowhere/out")
  }

  @Test func noRecording() {
    expectRefusal(
      scratch.swiftlet("export", "--format", "html", "-o", "out", "nothing"),
      saying: "nothing")
    #expect(!scratch.names.contains("out"))
  }
}
