import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import Advice

@Suite("Facts about the project")
struct ProjectFactsTests {
  private static let hasGit = Git(folder: "/").output(["--version"]) != nil

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("project é \(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  private func write(_ text: String, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: url, atomically: true, encoding: .utf8)
  }

  @Test(
    "Commits, authors and age of just these lines",
    .enabled(if: ProjectFactsTests.hasGit, "no git"))
  func history() throws {
    try withFolder { folder in
      let git = Git(folder: folder)
      let path = folder + "/a b.py"
      func commit(_ text: String, by author: String, date: String) throws {
        try write(text, to: path)
        let result = git.output([
          "-c", "user.name=\(author)", "-c", "user.email=\(author)@example.org",
          "-c", "commit.gpgsign=false", "commit", "-q", "-a", "-m", "x",
          "--date", date,
        ])
        #expect(result != nil)
      }
      let error = #expect(throws: LineHistory.Unknown.self) {
        try LineHistory(file: path, lines: 1...2)
      }
      #expect(error?.why == "the file is not there any more")
      try write("", to: path)
      #expect(throws: LineHistory.Unknown(why: "no git repository here")) {
        try LineHistory(file: path, lines: 1...1)
      }
      _ = git.output(["init", "-q"])
      #expect(
        throws: LineHistory.Unknown(why: "git does not track this file")
      ) {
        try LineHistory(file: path, lines: 1...1)
      }
      _ = git.output(["add", "."])
      try commit(
        "def f():\n    return 1\n\ndef g():\n    return 1\n", by: "ann",
        date: "2020-01-01T00:00:00Z")
      try commit(
        "def f():\n    return 2\n\ndef g():\n    return 1\n", by: "bob",
        date: "2020-02-01T00:00:00Z")
      try commit(
        "def f():\n    return 2\n\ndef g():\n    return 2\n", by: "ann",
        date: "2020-03-01T00:00:00Z")
      let history = try LineHistory(file: path, lines: 1...2)
      #expect(
        history.commits.map(\.author) == [
          "bob@example.org", "ann@example.org",
        ])
      #expect(!history.isShallow)
      #expect(!history.isEdited)
      let facts = Facts(
        history, at: Date(timeIntervalSince1970: 1_580_601_600))
      #expect(facts.number(.recentCommits) == 2)
      #expect(facts.number(.authors) == 2)
      #expect(facts.number(.daysSinceChange) == 1)
      try write("def f():\n    return 3\n", to: path)
      #expect(try LineHistory(file: path, lines: 1...2).isEdited)
    }
  }

  @Test("Calls and tests are counted in the project's own files")
  func uses() throws {
    try withFolder { folder in
      try write(
        "def score(x): ...\nscore(1)\nfoo.score (2)\nmy_score(3)\nscores(4)\n",
        to: folder + "/a.py")
      try write("x = score\n", to: folder + "/pkg/b.py")
      try write("assert score(1) == 2\n", to: folder + "/tests/check.py")
      try write("import score\n", to: folder + "/test_b.py")
      try write("score(5)\n", to: folder + "/env/lib/c.py")
      try write("", to: folder + "/env/pyvenv.cfg")
      try write("score(5)\n", to: folder + "/.hidden/c.py")
      let files = ProjectFiles(below: folder)
      let use = ProjectUse(of: "score", in: files)
      #expect(use.callSites == 2)
      #expect(use.callers == ["a.py"])
      #expect(use.tests == ["test_b.py", "tests/check.py"])
      #expect(!use.isPartial)
      let elsewhere = ProjectUse(
        of: "score", in: files, definition: (path: "a.py", lines: 1...2))
      #expect(elsewhere.callSites == 1)
      #expect(ProjectFiles(below: folder, limit: 2).isPartial)
      #expect(ProjectFiles(below: "/no/such").texts.isEmpty)
    }
  }

  @Test("Without a repository the advice says so and goes on")
  func withoutHistory() throws {
    var fixture = try RecordingFixture([
      "main.py": "def f():\n    for i in range(9):\n        i * i\nf()\n"
    ])
    fixture.sample("main.py:3 < main.py:4 | 900")
    let profile = Profile(fixture.recording)
    let advice = advise(
      profile, rules: try Rules.builtIn(), sources: .live(for: profile))
    let stable = try #require(
      advice[0].checklist.first { $0.id == "stable" })
    #expect(stable.answer == .unclear)
    #expect(stable.evidence == ["the file is not there any more"])
    #expect(advice[0].verdict == .port)
  }
}
