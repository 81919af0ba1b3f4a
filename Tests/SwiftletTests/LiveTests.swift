import Foundation
import Glibc
import Testing

/// `--live`, in a terminal that a program emulates.
@Suite(
  "The live view", .enabled(if: Swiftlet.understands("profile")),
  .enabled(if: Python.withTerminalEmulator != nil))
struct LiveTests {
  private struct Seen: Decodable {
    /// Screens, by line.
    var looks: [[String]]
    var written: String
    var last: [String]
    var status: Int32
    /// Steps that were not reached.
    var left: [Step]
  }

  private enum Step: Codable {
    case wait(String)
    case type(String)
    case touch(String)
    case size(Int, Int)
    case look

    private enum Key: String, CodingKey {
      case wait, type, touch, size, look
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      self = .wait(try fields.decodeIfPresent(String.self, forKey: .wait) ?? "")
    }

    func encode(to encoder: any Encoder) throws {
      var fields = encoder.container(keyedBy: Key.self)
      switch self {
      case .wait(let text): try fields.encode(text, forKey: .wait)
      case .type(let keys): try fields.encode(keys, forKey: .type)
      case .touch(let file): try fields.encode(file, forKey: .touch)
      case .size(let columns, let rows):
        try fields.encode([columns, rows], forKey: .size)
      case .look: try fields.encode(true, forKey: .look)
      }
    }
  }

  private static let program = """
    import os
    import shutil
    import sys
    import threading

    def crunch():
        total = 0
        for i in range(20_000):
            total += i * i
        return total

    def idle(done):
        done.wait()

    done = threading.Event()
    threading.Thread(target=idle, args=(done,), daemon=True).start()
    try:
        print("first", sys.stdout.isatty(), sys.stdin.isatty(), flush=True)
        while not os.path.exists("go"):
            crunch()
        print("\\x1b[31mcolumns\\x1b[0m", shutil.get_terminal_size().columns)
        print("hello", input("name? "), flush=True)
    except KeyboardInterrupt:
        print("interrupted")
    sys.exit(3)
    """

  private func play(
    _ plan: [Step], redirection: String = ""
  ) throws -> (seen: Seen, scratch: Scratch) {
    let python = try #require(Python.withTerminalEmulator)
    let scratch = try Scratch()
    try scratch.write(Self.program, to: "work.py")
    let driver = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("terminal.py").path
    var program = Program(
      path: python.path,
      arguments: [
        driver, String(decoding: try JSONEncoder().encode(plan), as: UTF8.self),
        "sh", "-c",
        "'\(Swiftlet.path)' profile --live --python '\(python.path)' work.py "
          + redirection + "; code=$?; stty -a; exit $code",
      ], directory: scratch.path)
    program.environment["TERM"] = "xterm-256color"
    program.limit = 90
    let outcome = program.run()
    #expect(outcome.ending == .exited(0), "\(outcome.errors)")
    let seen = try JSONDecoder().decode(
      Seen.self, from: Data(outcome.output.utf8))
    #expect(seen.left.isEmpty, "\(seen)")
    return (seen, scratch)
  }

  private func text(of name: String, in scratch: Scratch) throws -> String {
    String(decoding: try scratch.bytes(of: name), as: UTF8.self)
  }

  @Test("It shows what the script does, and gives back screen and keys")
  func view() throws {
    let (seen, _) = try play([
      .wait("work.py:6"), .wait("first True True"), .wait("q leaves"), .look,
      .size(60, 20), .type("v"), .wait("v: all time"), .wait("idle"), .look,
      .touch("go"), .wait("name?"), .look, .type("q"), .type("Ada\n"),
    ])
    try #require(seen.looks.count == 3)
    let first = seen.looks[0]
    #expect(first[0].hasPrefix("work.py   Python 3."))
    #expect(first.contains { $0.hasSuffix("  first True True") })
    #expect(first.contains { $0.contains("%   main") })
    #expect(first.contains { $0.contains("%   crunch   work.py:6") })
    #expect(first.last?.hasPrefix("q leaves this view") == true)
    #expect(seen.looks[1].allSatisfy { $0.count <= 60 })
    #expect(seen.looks[2].contains("  columns 60"))
    // Its terminal and ours are as they were, and all it wrote is there.
    let last = seen.last.joined(separator: "\n")
    #expect(last.contains("first True True\ncolumns 60\nname? Ada\nhello Ada"))
    #expect(last.contains(" icanon") && last.contains(" echo "))
    #expect(seen.written.contains("\u{1b}[?25h"), "the cursor")
    #expect(seen.status == 3)
  }

  @Test("Ctrl-C is the script's")
  func interrupt() throws {
    let (seen, _) = try play([.wait("crunch"), .type("\u{3}")])
    #expect(seen.last.contains { $0.hasSuffix("interrupted") })
    #expect(seen.status == 3)
  }

  @Test("What is redirected goes where it should")
  func redirected() throws {
    let (seen, scratch) = try play(
      [.wait("crunch"), .touch("go")],
      redirection: "< /dev/null > out.txt 2> err.txt")
    let output = try text(of: "out.txt", in: scratch)
    #expect(
      output == "first False False\n\u{1b}[31mcolumns\u{1b}[0m 80\nname? ")
    #expect(try text(of: "err.txt", in: scratch).contains("EOFError"))
    #expect(seen.status == 1)
  }

  @Test("Without a terminal it says so, and runs nothing")
  func noTerminal() throws {
    let outcome = Program(
      path: "/usr/bin/setsid",
      arguments: [
        "--wait", Swiftlet.path, "profile", "--live", "-c", "print('ran')",
      ], directory: NSTemporaryDirectory()
    ).run()
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("--live needs a terminal"))
    #expect(outcome.ending != .exited(0))
  }
}
