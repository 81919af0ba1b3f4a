import Foundation

/// Asks git, which may not be there, may not know the folder, and may be slow
/// on a long history: every answer is optional.
struct Git {
  let folder: String
  /// A question that takes longer is given up: advice is not worth a wait.
  var patience: TimeInterval = 5

  /// What git printed; nil where it failed.
  func output(_ arguments: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "-C", folder] + arguments
    var environment = ProcessInfo.processInfo.environment
    // Neither a question to the user nor a lock that gets in their way.
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["GIT_OPTIONAL_LOCKS"] = "0"
    environment["LC_ALL"] = "C"
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let deadline = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(
      deadline: .now() + patience, execute: deadline)
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    deadline.cancel()
    guard process.terminationStatus == 0,
      process.terminationReason == .exit
    else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}

/// What the history says about some lines of a file.
struct LineHistory: Equatable, Sendable {
  struct Commit: Equatable, Sendable {
    var date: Date
    var author: String
  }

  /// Newest first, 200 at most.
  var commits: [Commit]
  /// The clone leaves out older commits.
  var isShallow: Bool
  /// The file has changes that are not committed.
  var isEdited: Bool

  /// Why there is no history, in words for the report.
  struct Unknown: Error, Equatable {
    var why: String
  }

  /// - Throws: `Unknown`.
  init(file: String, lines: ClosedRange<Int>) throws {
    let url = URL(fileURLWithPath: file)
    let folder = url.deletingLastPathComponent().path
    guard FileManager.default.fileExists(atPath: file) else {
      throw Unknown(why: "the file is not there any more")
    }
    let git = Git(folder: folder)
    guard let shallow = git.output(["rev-parse", "--is-shallow-repository"])
    else {
      throw Unknown(why: "no git repository here")
    }
    let name = url.lastPathComponent
    guard git.output(["ls-files", "--error-unmatch", "--", name]) != nil
    else {
      throw Unknown(why: "git does not track this file")
    }
    // Lines are those of the file as it was run, which is what is on disk;
    // `git log -L` wants those of the last commit.
    isEdited = git.output(["diff", "--quiet", "HEAD", "--", name]) == nil
    let range = "\(lines.lowerBound),\(lines.upperBound):./\(name)"
    guard
      let log = git.output([
        "log", "-L", range, "--no-patch", "-n", "200",
        "--format=%at%x09%ae",
      ])
    else {
      throw Unknown(why: "git has no history of these lines")
    }
    isShallow = shallow.hasPrefix("true")
    commits = log.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 1)
      guard parts.count == 2, let seconds = TimeInterval(parts[0]) else {
        return nil
      }
      return Commit(
        date: Date(timeIntervalSince1970: seconds), author: String(parts[1]))
    }
    if commits.isEmpty {
      throw Unknown(why: "these lines have not been committed yet")
    }
  }
}

extension Facts {
  /// The history of the lines, as seen at a date.
  init(_ history: LineHistory, at now: Date = Date()) {
    self.init()
    let recent = history.commits.count {
      now.timeIntervalSince($0.date) < 90 * 86400
    }
    var details: [String] = []
    if history.isShallow { details.append("the clone is shallow") }
    if history.isEdited {
      details.append("the file has changes that are not committed")
    }
    self[.recentCommits] = Fact(Double(recent), details: details)
    self[.commits] = Fact(Double(history.commits.count))
    let authors = Set(history.commits.map(\.author))
    if !history.isShallow {
      self[.authors] = Fact(Double(authors.count))
    }
    if let last = history.commits.map(\.date).max() {
      let days = (now.timeIntervalSince(last) / 86400).rounded(.down)
      self[.daysSinceChange] = Fact(max(days, 0))
    }
  }
}
