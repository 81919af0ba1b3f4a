import Foundation
import ProfileModel
import Testing

@testable import Recorder

@Suite("Sampled memory", .serialized)
struct MemoryTests {
  private let program = """
    import tracemalloc
    def keep(count):
        return [bytes(1000) for i in range(count)]
    def churn(count):
        total = 0
        for i in range(count):
            total += len("x" * 5000)
        return total
    def main():
        kept = keep(100_000)
        churn(100_000)
        tracemalloc.start()
        more = [bytearray(100_000) for i in range(10)]
        held, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(len(kept), 1_000_000 <= held < 1_100_000)
        del kept, more
        last = "y" * 20_000_000
        print(len(last))
    main()
    """

  @Test("By line, with what was freed and the peak", arguments: interpreters)
  func lines(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record(
      program, with: python, in: folder, samplesMemory: true)
    #expect(recording.run.ending == .exited(0))
    let output = try String(
      contentsOfFile: folder.path + "/out", encoding: .utf8)
    #expect(output == "100000 True\n20000000\n")
    let memory = try #require(recording.memory)
    var sites: [String: MemoryProfile.Site] = [:]
    for site in memory.sites {
      let names = recording.places(site.stack).map(\.function)
      guard let name = names.first(where: ["keep", "churn", "main"].contains)
      else { continue }
      var sum = sites[name] ?? MemoryProfile.Site(stack: nil)
      sum.allocated += site.allocated
      sum.freed += site.freed
      sum.atPeak += site.atPeak
      sites[name] = sum
    }
    // Within what some hundred samples tell: 103 MB, and 500 MB and more.
    let keep = try #require(sites["keep"])
    #expect((70_000_000...140_000_000).contains(keep.allocated))
    #expect(keep.freed > 0 && keep.atPeak > 70_000_000)
    let churn = try #require(sites["churn"])
    #expect((350_000_000...700_000_000).contains(churn.allocated))
    // What lives for a moment is rarely alive at the peak, but a sample stands
    // for megabytes.
    #expect(churn.atPeak < 40_000_000)
    #expect((70_000_000...150_000_000).contains(memory.peak))
    #expect(memory.freed <= memory.allocated)
  }

  @Test("Not without being asked", arguments: features.prefix(1))
  func notAsked(python: Interpreter) throws {
    let folder = try TemporaryFolder()
    let recording = try record("x = [0] * 10_000_000", with: python, in: folder)
    #expect(recording.memory == nil)
    #expect(recording.run.peakBytes.map { $0 > 80_000_000 } ?? true)
  }
}
