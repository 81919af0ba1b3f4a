import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("What samples come down to")
struct RecordingTablesTests {
  @Test("CPU time in which nobody looked went by as the rest of its thread's")
  func unseen() throws {
    let tables = RecordingTables()
    let process = tables.add(ProcessDescription(id: 1))
    let threads = [10, 11].map {
      tables.index(ofThread: $0, inProcess: process)
    }
    func add(_ thread: Int, _ state: ThreadState, _ nanoseconds: UInt64) {
      tables.add(
        1, nanoseconds: nanoseconds,
        to: .init(thread: thread, stack: nil, state: state, native: nil))
    }
    add(threads[0], .running, 300)
    add(threads[0], .runningWithoutGIL, 100)
    add(threads[0], .blocked, 500)
    add(threads[1], .running, 100)
    tables.add(unseen: 40, thread: threads[0])
    var recording = Recording(
      run: Run(
        target: .code(""), arguments: [], workingDirectory: "/",
        python: PythonDescription(
          executable: "", version: "", library: "", libraryDirectories: []),
        started: Date(), wallSeconds: 0, cpuSeconds: 0, ending: .exited(0)),
      sampler: SamplerStatistics(rate: 1000))
    tables.fill(&recording)
    func nanoseconds(_ thread: Int, _ state: ThreadState) -> Int? {
      recording.samples.first { $0.thread == thread && $0.state == state }?
        .nanoseconds
    }
    #expect(nanoseconds(threads[0], .running) == 330)
    #expect(nanoseconds(threads[0], .runningWithoutGIL) == 110)
    #expect(nanoseconds(threads[0], .blocked) == 500)
    #expect(nanoseconds(threads[1], .running) == 100)
    #expect(recording.samples.allSatisfy { $0.count == 1 })
  }
}
