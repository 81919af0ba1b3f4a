import Testing

@Suite("Advice where a program waits in an event loop")
struct EventLoopCommandTests {
  private static let known = (11...13).flatMap {
    Python.version(3, $0).prefix(1)
  }

  @Test("It is about the coroutine that waits", arguments: known)
  func coroutine(python: Python) throws {
    let scratch = try Scratch()
    try scratch.write(
      """
      import asyncio
      async def fetch(page):
          await asyncio.sleep(0.05)
      async def crawl(pages):
          for page in pages:
              await fetch(page)
      async def main():
          crawls = [crawl(range(40)) for _ in range(3)]
          await asyncio.gather(*crawls)
      asyncio.run(main())
      """, to: "main.py")
    let outcome = scratch.swiftlet(
      "run", "--python", python.path, "--json", "report.json", "main.py")
    #expect(outcome.ending == .exited(0), "\(outcome)")
    let report = try ReportFile(at: scratch.file("report.json"))
    let crawl = try #require(
      report.hotspots.first { $0.function.hasSuffix("crawl") })
    #expect(crawl.lines == [5, 6])
    #expect(crawl.split.waiting > 0.8)
    #expect(crawl.verdict == "stay" && crawl.reason == "io")
    // Before the top level, which computes more and waits for nothing.
    let lines = outcome.errors.split(separator: "\n")
    let first = lines.first { $0.hasPrefix("stay") }
    #expect(
      first?.contains("crawl in main.py:5–6") == true, "\(outcome.errors)")
    #expect(outcome.errors.contains("of the run"))
  }
}
