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
      #expect(history.horizon == nil)
      #expect(!history.isEdited)
      let facts = Facts(
        history, at: Date(timeIntervalSince1970: 1_580_601_600))
      #expect(facts.number(.recentCommits) == 2)
      #expect(facts.number(.authors) == 2)
      #expect(facts.number(.daysSinceChange) == 1)
      let run = "def f():\n    return 2\n\ndef g():\n    return 2\n"
      #expect(history.fileCommits.count == 3)
      #expect(facts.number(.commitsAround) == 1)
      #expect(facts[.authors]?.details == ["ann, bob"])
      // Lines above it move it, and it is found all the same.
      try write("import os\n" + run, to: path)
      for (lines, text) in [(2...3, nil), (1...2, run)] {
        let moved = try LineHistory(file: path, lines: lines, text: text)
        #expect(moved.isEdited && moved.commits == history.commits)
      }
      try write("def f():\n    return 3\n", to: path)
      let changed = #expect(throws: LineHistory.Unknown.self) {
        try LineHistory(file: path, lines: 1...2)
      }
      #expect(changed?.why.contains("changed since the last commit") == true)
    }
  }

  @Test(
    "A shallow clone is not taken for a young one",
    .enabled(if: ProjectFactsTests.hasGit, "no git"))
  func shallow() throws {
    try withFolder { folder in
      let origin = Git(folder: folder)
      _ = origin.output(["init", "-q", "whole"])
      let git = Git(folder: folder + "/whole")
      for day in 1...3 {
        try write(
          "def f():\n    return 1\n\ndef g():\n    return \(day)\n",
          to: folder + "/whole/a.py")
        _ = git.output(["add", "."])
        _ = git.output([
          "-c", "user.name=ann", "-c", "user.email=ann@example.org",
          "-c", "commit.gpgsign=false", "commit", "-q", "-m", "x",
          "--date", "2020-01-0\(day)T00:00:00Z",
        ])
      }
      let clone = origin.output([
        "clone", "-q", "--depth", "2", "file://\(folder)/whole", "part",
      ])
      #expect(clone != nil)
      let path = folder + "/part/a.py"
      let error = #expect(throws: LineHistory.Unknown.self) {
        try LineHistory(file: path, lines: 1...2)
      }
      #expect(error?.why.contains("shallow") == true)
      let history = try LineHistory(file: path, lines: 4...5)
      #expect(history.commits.count == 1)
      let soon = Date(timeIntervalSince1970: 1_578_182_400)
      let facts = Facts(history, at: soon)
      #expect(facts[.authors] == nil)
      let stable = try #require(
        try Rules.builtIn().criteria.first { $0.id == "stable" })
      #expect(stable.answer(facts).answer == .unclear)
      let later = Facts(history, at: soon.addingTimeInterval(200 * 86400))
      #expect(stable.answer(later).answer == .yes)
    }
  }

  @Test("Importers, native code and what says where it runs are found")
  func makeup() throws {
    try withFolder { folder in
      try write("", to: folder + "/src/pkg/__init__.py")
      try write("", to: folder + "/src/pkg/sub/__init__.py")
      try write("", to: folder + "/src/pkg/sub/core.py")
      for (name, text) in [
        ("a.py", "from pkg.sub import core\n"),
        ("b.py", "import os, pkg.sub.core as c\n"),
        ("src/pkg/sub/c.py", "def f():\n    from .core import (g)\n"),
        ("d.py", "import core\nimport pkg.subcore\n# import pkg.sub.core\n"),
        ("src/pkg/sub/lib.c", ""), ("src/x.rs", ""), ("src/y.rs", ""),
        ("Dockerfile", ""), ("app/uv.lock", ""),
        ("requirements.txt", "# pins\na==1\n-r b.txt\n"),
        ("requirements-dev.txt", "a>=1\n"),
        (".github/workflows/ci.yml", "os: [ubuntu-24.04, windows-2025]\n"),
      ] {
        try write(text, to: folder + "/" + name)
      }
      let files = ProjectFiles(below: folder)
      #expect(
        files.importers(of: "src/pkg/sub/core.py")
          == ["a.py", "b.py", "src/pkg/sub/c.py"])
      #expect(files.importers(of: "/elsewhere/core.py").isEmpty)
      let makeup = ProjectMakeup(files, in: folder)
      #expect(makeup.native == ["C": 1, "Rust": 2])
      #expect(
        makeup.deployment == ["Dockerfile", "app/uv.lock", "requirements.txt"])
      #expect(makeup.platforms == ["Linux", "Windows"])
      let facts = Facts(makeup)
      #expect(
        facts[.nativeFiles]
          == Fact(3, details: ["Rust (2 files), C (1 file)"]))
      #expect(facts[.deploymentFiles]?.details.count == 2)
    }
  }

  @Test("Earlier runs tell how often, and whether types held")
  func earlier() {
    let start = Date(timeIntervalSince1970: 0)
    func runs(days: [Double], types: [String]) -> Facts {
      let runs = EarlierRuns(
        dates: days.map { start.addingTimeInterval($0 * 86400) },
        sightings: types.map { .init(types: $0) }, types: "n: int; v: float")
      var facts = Facts([.secondsSaved: 36])
      facts.note(runs)
      facts.note(TeamFigures(), runs)
      return facts
    }
    let often = runs(days: [0, 3.5, 7, 14], types: ["n: int; v: float"])
    #expect(often.number(.recordedRuns) == 4)
    #expect(often.number(.runsPerWeek) == 1.5)
    #expect(often.number(.runsWithOtherTypes) == 0)
    // Half of 36 s is worth something: 4 hours are 800 runs.
    #expect(often.number(.breakEvenRuns) == 800)
    let new = runs(days: [0, 0.5, 1], types: [])
    #expect(new[.runsPerWeek] == nil)
    #expect(new.reasonsUnknown[.breakEvenDays]?.contains("800 runs") == true)
    #expect(new.reasonsUnknown[.runsWithOtherTypes] != nil)
    let other = runs(days: [0], types: ["n: int; v: int | float", "n: int"])
    #expect(other[.runsWithOtherTypes]?.details == ["v: float | int"])
    // What a short run did not catch is no other type.
    func others(_ earlier: String, _ now: String) -> [String] {
      VariableTypes(now).unlike(VariableTypes(earlier))
    }
    #expect(others("c: ; n: int", "c: str; n: int; x: list[int]") == [])
    #expect(others("x: list", "x: list[dict[str, int]]") == [])
    #expect(others("x: NoneType | int", "x: int | NoneType | str") == [])
    #expect(
      others("x: list[int | str]", "x: list[int]") == ["x: list[int | str]"])
    var tested = EarlierRuns(dates: [], sightings: [], types: "")
    tested.testedBy = ["-m pytest -q"]
    var facts = Facts()
    facts.note(tested)
    #expect(facts.number(.tests) == 1)
    #expect(facts[.tests]?.details.first?.contains("-m pytest -q") == true)
    var none = Facts()
    none.note(.unknown(why: "it is locked"))
    #expect(none.reasonsUnknown[.recordedRuns] == "it is locked")
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
      let hotspot = Hotspot(
        id: "H1", kind: .loop, function: "a.score", qualifiedName: "C.score",
        file: folder + "/a.py", lines: 1...2,
        cpuShare: Share(value: 1, interval: 0.9...1), cpuSeconds: 1,
        waitingSeconds: 0,
        split: TimeSplit(
          interpreter: 1, interpreterC: 0, native: 0, waiting: 0),
        sampleCount: 9, loops: [], lineSeconds: [:], nativeTime: [],
        observation: nil)
      #expect(
        ProjectTests.files(reaching: [hotspot], below: folder)
          == ["test_b.py", "tests/check.py"])
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
