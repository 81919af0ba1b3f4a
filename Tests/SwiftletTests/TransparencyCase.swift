import Foundation
import Testing

/// A script, how to start it, and what is done to it: a `.py` file or a folder
/// with a `case.txt` in a folder of `Cases`. Lines that begin with `#:` say
/// how, where the file's name alone does not:
///
///     #: run -m package one "two words"   what follows `python`
///     #: prepare make.py                  a script to run before, by itself
///     #: files ../other                   take that folder's files as well
///     #: python env/bin/python            instead of the interpreter
///     #: driver driver.py                 starts the command it is given
///     #: stdin text\n                     through a pipe; else /dev/null
///     #: environment NAME=value
///     #: signal INT group|process         sent after `ready` is printed
///     #: mask 0x[0-9a-f]+                 a pattern that differs each time
///     #: show FILE                        compare what this file holds, too
///     #: from 3.12                        the first version that has it
///
/// `{scratch}` stands for the folder it runs in, `{folder}` for its name.
struct TransparencyCase: CustomTestStringConvertible, Sendable {
  var name: String
  private var folder: URL
  private var file: String?
  private var directives: [(key: String, value: String)] = []

  var testDescription: String { name }

  static let all: [TransparencyCase] = {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().appendingPathComponent("Cases")
    return entries(of: root).flatMap { group in
      entries(of: group).compactMap { TransparencyCase(at: $0) }
    }
  }()

  static func cases(for python: Python) -> [TransparencyCase] {
    all.filter { $0.firstMinor <= python.minor }
  }

  private init?(at url: URL) {
    let group = url.deletingLastPathComponent().lastPathComponent
    let base = url.deletingPathExtension().lastPathComponent
    name = "\(group)/\(base)"
    let described: URL
    if url.pathExtension == "py" {
      folder = url.deletingLastPathComponent()
      file = url.lastPathComponent
      described = url
    } else {
      folder = url
      described = url.appendingPathComponent("case.txt")
    }
    guard let text = try? String(contentsOf: described, encoding: .utf8) else {
      return nil
    }
    for line in text.split(separator: "\n") where line.hasPrefix("#: ") {
      let words = line.dropFirst(3).split(separator: " ", maxSplits: 1)
      directives.append(
        (String(words[0]), words.count > 1 ? String(words[1]) : ""))
    }
  }

  private func values(_ key: String) -> [String] {
    directives.filter { $0.key == key }.map(\.value)
  }

  private var firstMinor: Int {
    Int(values("from").first?.split(separator: ".").last ?? "0") ?? 0
  }

  /// Runs it in `scratch`, which is made anew, so that two runs find the same.
  func run(
    in scratch: URL, python: Python,
    command: (_ python: String, _ arguments: [String]) -> [String]
  ) throws -> Program.Outcome {
    try fill(scratch, python: python)
    let interpreter =
      values("python").first.map { scratch.path + "/" + $0 } ?? python.path
    let line = values("run").first ?? file ?? ""
    var words = command(interpreter, Self.words(expand(line, in: scratch)))
    if let driver = values("driver").first {
      words = [python.path, driver] + words
    }
    var program = Program(
      path: words[0], arguments: Array(words.dropFirst()),
      directory: scratch.path)
    for variable in values("environment") {
      let parts = expand(variable, in: scratch).split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      program.environment[String(parts[0])] = String(parts[1])
    }
    program.input = values("stdin").first.map { Array(Self.unescape($0).utf8) }
    program.signal = try values("signal").first.map(Self.signal)
    var outcome = program.run()
    for shown in values("show") {
      let path = scratch.appendingPathComponent(shown).path
      let data = FileManager.default.contents(atPath: path) ?? Data("none".utf8)
      outcome.output += "\(shown): " + String(decoding: data, as: UTF8.self)
    }
    for pattern in values("mask") {
      outcome.output = outcome.output.replacingOccurrences(
        of: pattern, with: "...", options: .regularExpression)
      outcome.errors = outcome.errors.replacingOccurrences(
        of: pattern, with: "...", options: .regularExpression)
    }
    return outcome
  }

  private func fill(_ scratch: URL, python: Python) throws {
    let manager = FileManager.default
    try? manager.removeItem(at: scratch)
    try manager.createDirectory(at: scratch, withIntermediateDirectories: true)
    if let file {
      try manager.copyItem(
        at: folder.appendingPathComponent(file),
        to: scratch.appendingPathComponent(file))
    } else {
      let others = values("files").map { folder.appendingPathComponent($0) }
      for source in (others + [folder]).flatMap(Self.entries)
      where source.lastPathComponent != "case.txt" {
        let copy = scratch.appendingPathComponent(source.lastPathComponent)
        try? manager.removeItem(at: copy)
        try manager.copyItem(at: source, to: copy)
      }
    }
    for script in values("prepare") {
      let made = Program(
        path: python.path, arguments: [script], directory: scratch.path
      ).run()
      try #require(made.ending == .exited(0), "\(script): \(made.errors)")
      try manager.removeItem(at: scratch.appendingPathComponent(script))
    }
  }

  private func expand(_ text: String, in scratch: URL) -> String {
    text.replacingOccurrences(of: "{scratch}", with: scratch.path)
      .replacingOccurrences(of: "{folder}", with: scratch.lastPathComponent)
  }

  private static func entries(of folder: URL) -> [URL] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0 != "__pycache__" }.sorted().map {
      folder.appendingPathComponent($0)
    }
  }

  /// Words as a shell has them, with double quotes and `\n`.
  private static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quoted = false
    for character in line {
      switch character {
      case "\"":
        quoted.toggle()
        word = word ?? ""
      case " " where !quoted:
        if let ended = word { words.append(unescape(ended)) }
        word = nil
      default:
        word = (word ?? "") + String(character)
      }
    }
    if let ended = word { words.append(unescape(ended)) }
    return words
  }

  private static func unescape(_ text: String) -> String {
    text.replacingOccurrences(of: "\\n", with: "\n")
      .replacingOccurrences(of: "\\x00", with: "\0")
  }

  private static func signal(_ text: String) throws -> Program.Signal {
    let numbers = [
      "INT": SIGINT, "TERM": SIGTERM, "HUP": SIGHUP, "QUIT": SIGQUIT,
      "USR1": SIGUSR1,
    ]
    let words = text.split(separator: " ").map(String.init)
    let number = try #require(numbers[words[0]], "unknown signal \(words[0])")
    return Program.Signal(number: number, toGroup: words[1] == "group")
  }
}
