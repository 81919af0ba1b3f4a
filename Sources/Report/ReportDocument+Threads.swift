import ProfileModel

extension ReportDocument {
  private static let threadsShown = 12

  /// Where there is more than one: what each did.
  func writeThreads(_ page: inout TextPage) {
    let threads = profile.recording.threadTimes
    guard threads.count > 1 else { return }
    page.skipLine()
    page.line(
      .init("Threads", .bold),
      .init("   computing   for the GIL   waiting", .dim))
    for thread in threads.prefix(Self.threadsShown) where thread.seconds > 0 {
      func share(_ seconds: Double) -> String {
        percentText(seconds / thread.seconds)
      }
      page.line(
        .init("  \(share(thread.cpuSeconds).aligned(to: 17))"),
        .init(share(thread.gilSeconds).aligned(to: 14)),
        .init(share(thread.waitingSeconds).aligned(to: 10)),
        .init("   \(thread.name)"),
        .init(
          profile.recording.processes.count > 1
            ? "   process \(thread.process)" : "", .dim))
    }
    let rest = threads.count - Self.threadsShown
    if rest > 0 { page.line(.init("  and \(rest) more", .dim)) }
  }

  var threadsJSON: JSONValue {
    .array(
      profile.recording.threadTimes.map { thread in
        .object([
          "name": .string(thread.name), "process": .int(thread.process),
          "cpu_seconds": .number(thread.cpuSeconds),
          "gil_seconds": .number(thread.gilSeconds),
          "waiting_seconds": .number(thread.waitingSeconds),
        ])
      })
  }
}
