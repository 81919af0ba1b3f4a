import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("The recording file")
struct RecordingFileTests {
  private let recording: Recording = {
    var recording = Recording(
      run: Run(
        target: .script("a b/rolling.py"), arguments: ["1"],
        workingDirectory: "/tmp",
        python: PythonDescription(
          executable: "python3", version: "3.11.2", library: "lib",
          libraryDirectories: []),
        started: Date(timeIntervalSince1970: 1_700_000_000), wallSeconds: 1.5,
        cpuSeconds: 1.25, ending: .exited(0)),
      sampler: SamplerStatistics(rate: 1000, taken: 1))
    recording.processes = [ProcessDescription(id: 1)]
    recording.threads = [ThreadDescription(id: 1, name: "main")]
    recording.codes = [
      CodeObject(file: "/a.py", qualifiedName: "f", firstLine: 1)
    ]
    recording.frames = [Frame(code: 0, position: nil)]
    recording.stacks = [StackNode(parent: nil, frame: 0)]
    recording.samples = [
      SampleGroup(
        thread: 0, stack: 0, state: .running, native: nil, count: 1,
        nanoseconds: 1_000_000)
    ]
    return recording
  }()

  @Test("What was written is read, by its owner only")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/r.swiftlet"
    try recording.write(to: path)
    #expect(try Recording(contentsOf: path) == recording)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        == ["r.swiftlet"])
  }

  @Test("Damage, foreign files and newer formats are told apart")
  func badInput() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/r.swiftlet"
    try recording.write(to: path)
    let good = try Data(contentsOf: URL(fileURLWithPath: path))
    func error(_ data: Data) throws -> RecordingFileError? {
      try data.write(to: URL(fileURLWithPath: path))
      do {
        _ = try Recording(contentsOf: path)
        return nil
      } catch { return error }
    }
    for size in [5, 12, 14, 20, 31, 40, good.count - 1] {
      #expect(
        try error(good.prefix(size)) == .truncated(path: path), "\(size)")
    }
    #expect(try error(Data()) == .foreign(path: path))
    #expect(try error(Data("#!/bin/sh\n".utf8)) == .foreign(path: path))
    #expect(try error(good + [0]) == .damaged(path: path))
    for place in [24, 40, good.count - 5] {
      var bad = good
      bad[place] ^= 0x20
      let found = try error(bad)
      #expect(
        found == .damaged(path: path) || found == .truncated(path: path),
        "\(place)")
    }
    var newer = good
    newer[12] = 9
    #expect(try error(newer) == .newer(path: path, version: 9))
    #expect(throws: RecordingFileError.missing(path: "/none")) {
      try Recording(contentsOf: "/none")
    }
  }

  @Test("An index that points nowhere is damage")
  func dangling() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/r.swiftlet"
    var bad = recording
    bad.samples[0].stack = 7
    try bad.write(to: path)
    #expect(throws: RecordingFileError.damaged(path: path)) {
      try Recording(contentsOf: path)
    }
  }

  @Test("A full disk leaves the old file as it was")
  func fullDisk() throws {
    #expect(throws: RecordingFileError.self) {
      try recording.write(to: "/proc/none/r.swiftlet")
    }
    do {
      try recording.write(to: "/nowhere/r.swiftlet")
    } catch {
      #expect(
        error.description.contains("No such file"), "\(error.description)")
    }
  }

  @Test("A device or a pipe is never replaced; a link stays a link")
  func specialFiles() throws {
    let folder = try TemporaryFolder()
    let pipe = folder.path + "/pipe"
    try #require(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    defer { close(reader) }
    try recording.write(to: pipe)
    var status = stat()
    #expect(lstat(pipe, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    let file = try folder.write("old", to: "file")
    let link = folder.path + "/link"
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "file")
    try recording.write(to: link)
    #expect(try Recording(contentsOf: file) == recording)
    #expect(lstat(link, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK)
    #expect(throws: RecordingFileError.self) {
      try recording.write(to: folder.path)
    }
  }

  @Test("Whether a file can be written is found out by trying")
  func trial() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("old", to: "file")
    try PrivateFile.check(file)
    try PrivateFile.check(folder.path + "/new")
    #expect(folder.text(of: "file") == "old")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path)
        == ["file"])
    for path in [file + "/below", folder.path, "/proc/new", "/nowhere/new"] {
      #expect(throws: PrivateFile.Failure.self) { try PrivateFile.check(path) }
    }
  }

  @Test("Recordings are kept in .swiftlet, out of version control")
  func store() throws {
    let folder = try TemporaryFolder()
    let store = RecordingStore(
      workingDirectory: folder.path, temporaryDirectory: folder.path + "/tmp")
    #expect(
      throws: RecordingFileError.missing(path: folder.path + "/.swiftlet")
    ) { try store.newest() }
    let first = try store.save(recording)
    let second = try store.save(recording)
    #expect(first.notice == nil)
    #expect(first.path.hasPrefix(folder.path + "/.swiftlet/rolling-"))
    #expect(first.path != second.path)
    #expect(try store.newest() == second.path)
    #expect(folder.text(of: ".swiftlet/.gitignore") == "*\n")
  }

  @Test("Where that cannot be written, a private temporary folder is")
  func fallback() throws {
    let folder = try TemporaryFolder()
    // A file where the folder should be: it stops even the superuser.
    try folder.write("", to: "work/.swiftlet")
    let store = RecordingStore(
      workingDirectory: folder.path + "/work", temporaryDirectory: folder.path)
    let saved = try store.save(recording)
    #expect(saved.notice?.contains(saved.path) == true)
    #expect(try store.newest() == saved.path)
  }
}
