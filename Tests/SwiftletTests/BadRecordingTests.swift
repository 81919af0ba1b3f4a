import Foundation
import Testing

/// Recordings that cannot be read, hotspots that are not there, folders that
/// are not empty.
@Suite(
  "A recording that cannot be used is refused in one line",
  .enabled(if: Swiftlet.understands("advise") && !Python.all.isEmpty))
struct BadRecordingTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.recordLoop(trips: 6_000_000)
  }

  @Test func missing() {
    expectRefusal(scratch.swiftlet("advise", "nowhere"), saying: "nowhere")
  }

  @Test func noneYet() throws {
    let empty = try Scratch()
    expectRefusal(
      empty.swiftlet("advise", environment: ["TMPDIR": empty.path]),
      saying: "profile")
    #expect(empty.names.isEmpty)
  }

  @Test(arguments: [0, 1, 20, 40, 200])
  func truncated(length: Int) throws {
    let whole = try scratch.bytes(of: "recording")
    try scratch.write(Array(whole.prefix(length)), to: "short")
    expectRefusal(scratch.swiftlet("advise", "short"), saying: "short")
  }

  @Test func cutInHalf() throws {
    let whole = try scratch.bytes(of: "recording")
    try scratch.write(Array(whole.prefix(whole.count / 2)), to: "half")
    expectRefusal(scratch.swiftlet("advise", "half"), saying: "half", "cut off")
  }

  @Test func damaged() throws {
    var bytes = try scratch.bytes(of: "recording")
    bytes[bytes.count / 2] ^= 0x40
    try scratch.write(bytes, to: "bad")
    expectRefusal(scratch.swiftlet("advise", "bad"), saying: "bad", "damaged")
  }

  @Test func longer() throws {
    let bytes = try scratch.bytes(of: "recording")
    try scratch.write(bytes + [0, 1, 2], to: "long")
    expectRefusal(scratch.swiftlet("advise", "long"), saying: "long")
  }

  @Test(arguments: ["main.py", Swiftlet.path, "empty"])
  func foreign(path: String) throws {
    try scratch.write("", to: "empty")
    expectRefusal(
      scratch.swiftlet("advise", path), saying: path, "not a swiftlet recording"
    )
  }

  @Test func folder() throws {
    try scratch.write("", to: "folder/file")
    expectRefusal(scratch.swiftlet("advise", "folder"), saying: "folder")
  }

  /// The version follows a magic of twelve bytes.
  @Test func newer() throws {
    var bytes = try scratch.bytes(of: "recording")
    bytes[12] = 99
    try scratch.write(bytes, to: "newer")
    expectRefusal(
      scratch.swiftlet("advise", "newer"), saying: "newer", "99")
  }

  @Test(.enabled(if: Swiftlet.understands("generate")))
  func unknownHotspot() {
    let before = scratch.names
    expectRefusal(
      scratch.swiftlet(
        "generate", "recording", "--hotspot", "H99", "-o", "kernel"),
      saying: "H99", "H1")
    #expect(scratch.names == before)
  }

  @Test(.enabled(if: Swiftlet.understands("generate")))
  func folderNotEmpty() throws {
    try scratch.write("mine", to: "kernel/pyproject.toml")
    expectRefusal(
      scratch.swiftlet("generate", "recording", "-o", "kernel"),
      saying: "kernel", "empty")
    #expect(
      try scratch.bytes(of: "kernel/pyproject.toml") == Array("mine".utf8))
  }

  @Test(.enabled(if: Swiftlet.understands("generate")))
  func folderIsAFile() throws {
    try scratch.write("mine", to: "kernel")
    expectRefusal(
      scratch.swiftlet("generate", "recording", "-o", "kernel"),
      saying: "kernel")
    #expect(try scratch.bytes(of: "kernel") == Array("mine".utf8))
  }

  @Test func unknownFormat() {
    let outcome = scratch.swiftlet("advise", "recording", "--format", "xml")
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors.contains("xml") && outcome.errors.contains("json"))
  }

  @Test func missingRules() {
    expectRefusal(
      scratch.swiftlet("advise", "recording", "--rules", "nowhere"),
      saying: "nowhere")
  }

  @Test func brokenRules() throws {
    try scratch.write("- id: [unclosed\n  question: x\n", to: "rules/bad.yaml")
    expectRefusal(
      scratch.swiftlet("advise", "recording", "--rules", "rules"),
      saying: "bad.yaml")
  }

  @Test func emptyRules() throws {
    try FileManager.default.createDirectory(
      atPath: scratch.file("rules"), withIntermediateDirectories: true)
    expectRefusal(
      scratch.swiftlet("advise", "recording", "--rules", "rules"),
      saying: "rules")
  }

  /// Without a compiler the script runs, and the rest says what to install.
  @Test(.enabled(if: Swiftlet.understands("prove")))
  func noCompiler() throws {
    let python = try #require(Python.all.first)
    let outcome = scratch.swiftlet(
      "prove", "--python", python.path, "main.py",
      environment: ["PATH": "/usr/sbin"])
    #expect(outcome.ending == .exited(2))
    #expect(outcome.errors.contains("Swift compiler"))
    #expect(outcome.errors.contains("install"))
  }
}
