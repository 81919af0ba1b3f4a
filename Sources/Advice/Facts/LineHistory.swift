import Foundation

/// What the history says about some lines of a file.
struct LineHistory: Equatable, Sendable {
  struct Commit: Equatable, Sendable {
    var id: String
    var date: Date
    /// Tells people apart.
    var author: String
    var name: String
  }

  /// Newest first, 200 at most.
  private(set) var commits: [Commit]
  /// To the whole file, these among them; newest first, 400 at most.
  private(set) var fileCommits: [Commit]
  /// The clone leaves out what came before this; nil for a complete one.
  private(set) var horizon: Date?
  /// The file has changes that are not committed.
  private(set) var isEdited: Bool

  /// Why there is no history, in words for the report.
  struct Unknown: Error, Equatable {
    var why: String
  }

  /// `text` is the file as it was run, which gives the lines their numbers;
  /// nil where that is not known, and the file on disk has to do.
  /// - Throws: `Unknown`.
  init(file: String, lines: ClosedRange<Int>, text: String? = nil) throws {
    let url = URL(fileURLWithPath: file)
    let folder = url.deletingLastPathComponent().path
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Unknown(why: "the file is not there any more")
    }
    let git = Git(folder: folder)
    guard git.output(["--version"]) != nil else {
      throw Unknown(why: "git is not installed")
    }
    guard let shallow = git.output(["rev-parse", "--is-shallow-repository"])
    else {
      throw Unknown(why: "no git repository here")
    }
    let name = url.lastPathComponent
    guard git.output(["ls-files", "--error-unmatch", "--", name]) != nil
    else {
      throw Unknown(why: "git does not track this file")
    }
    guard let committed = git.output(["show", "HEAD:./\(name)"]) else {
      throw Unknown(why: "the file has not been committed yet")
    }
    let current = String(decoding: data, as: UTF8.self)
    isEdited = current != committed
    guard
      let place = TextLines(text ?? current).place(
        of: lines, in: TextLines(committed))
    else {
      throw Unknown(
        why: "these lines have changed since the last commit, so what git "
          + "knows is about others")
    }
    // `git log -L` wants the lines of the last commit.
    let range = "\(place.lowerBound),\(place.upperBound):./\(name)"
    guard
      let log = git.output([
        "log", "-L", range, "--no-patch", "-n", "200", Self.format,
      ]),
      let fileLog = git.output(["log", "-n", "400", Self.format, "--", name])
    else {
      throw Unknown(why: "git has no history of these lines")
    }
    commits = Self.commits(log)
    fileCommits = Self.commits(fileLog)
    if shallow.hasPrefix("true") { forget(Self.boundary(git)) }
    if commits.isEmpty {
      throw Unknown(
        why: horizon == nil
          ? "these lines have not been committed yet"
          : "the clone is shallow, and these lines are older than it")
    }
  }

  private static let format = "--format=%H%x09%at%x09%ae%x09%an"

  private static func commits(_ log: String) -> [Commit] {
    log.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 3)
      guard parts.count >= 3, let seconds = TimeInterval(parts[1]) else {
        return nil
      }
      return Commit(
        id: String(parts[0]), date: Date(timeIntervalSince1970: seconds),
        author: String(parts[2]), name: String(parts.last ?? ""))
    }
  }

  /// The oldest commits of a shallow clone.
  private static func boundary(_ git: Git) -> Set<String> {
    let list = git.output(["rev-list", "--max-parents=0", "HEAD"]) ?? ""
    return Set(list.split(separator: "\n").map(String.init))
  }

  /// Git gives the oldest commit that it has everything that came before.
  private mutating func forget(_ boundary: Set<String>) {
    let oldest = (commits + fileCommits).filter { boundary.contains($0.id) }
    horizon = oldest.map(\.date).max() ?? .distantPast
    commits.removeAll { boundary.contains($0.id) }
    fileCommits.removeAll { boundary.contains($0.id) }
  }
}

/// A text by its lines.
struct TextLines {
  private var lines: [Substring]

  init(_ text: String) {
    lines = text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// Where some lines stand in another text, as they are; the nearest place.
  func place(of range: ClosedRange<Int>, in other: TextLines)
    -> ClosedRange<Int>?
  {
    guard range.lowerBound >= 1, range.upperBound <= lines.count else {
      return nil
    }
    let wanted = lines[(range.lowerBound - 1)..<range.upperBound]
    guard other.lines.count >= wanted.count else { return nil }
    let starts = (0...other.lines.count - wanted.count).sorted {
      abs($0 + 1 - range.lowerBound) < abs($1 + 1 - range.lowerBound)
    }
    let found = starts.first {
      other.lines[$0] == wanted.first
        && other.lines[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    return found.map { $0 + 1...$0 + wanted.count }
  }
}

extension Facts {
  /// Names of what a history tells.
  static let ofHistory: [FactName] = [
    .recentCommits, .commits, .authors, .daysSinceChange, .daysOld,
    .commitsAround,
  ]

  /// The history of the lines, as seen at a date.
  init(_ history: LineHistory, at now: Date = Date()) {
    self.init()
    func recent(_ commits: [LineHistory.Commit]) -> Double {
      Double(commits.count { now.timeIntervalSince($0.date) < 90 * 86400 })
    }
    func days(since date: Date) -> Double {
      max((now.timeIntervalSince(date) / 86400).rounded(.down), 0)
    }
    var details: [String] = []
    if history.isEdited {
      details.append("the file has changes that are not committed")
    }
    let here = recent(history.commits)
    var interval: ClosedRange<Double>?
    if let horizon = history.horizon {
      details.append("the clone is shallow: older commits are not known")
      if days(since: horizon) < 90 { interval = here...max(here, 1000) }
      setUnknown(
        [.authors, .daysOld], because: "the clone is shallow")
    } else {
      let authors = Dictionary(
        history.commits.map { ($0.author, $0.name) }, uniquingKeysWith: { $1 })
      self[.authors] = Fact(
        Double(authors.count), details: [Self.listing(authors.values.sorted())])
      if let first = history.commits.map(\.date).min() {
        self[.daysOld] = Fact(days(since: first))
      }
    }
    let around = max(recent(history.fileCommits) - here, 0)
    self[.commitsAround] = Fact(around)
    self[.recentCommits] = Fact(here, interval: interval, details: details)
    self[.commits] = Fact(Double(history.commits.count))
    if let last = history.commits.map(\.date).max() {
      self[.daysSinceChange] = Fact(days(since: last))
    }
  }

  /// Three of them, and how many more.
  static func listing(_ names: [String]) -> String {
    names.prefix(3).joined(separator: ", ")
      + (names.count > 3 ? " and \(names.count - 3) more" : "")
  }
}
