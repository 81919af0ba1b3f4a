import Foundation
import ProfileModel
import Testing

@testable import Recorder

/// What a long run leaves in memory, by the samples of one: made up, and taken
/// in as fast as that goes.
@Suite("Bounds", .serialized)
struct BoundedTests {
  /// A day at 1 kHz has 86.4 million; `make day` feeds as many.
  private static let count =
    ProcessInfo.processInfo.environment["SWIFTLET_SAMPLES"].flatMap(Int.init)
    ?? 400_000

  private struct Program {
    static let codes = 500
    static let threads = 20
    static let differentStacks = 5000
    static let depths = 5...60

    private let stacks: [[SampleRecord.Sample.RawFrame]]
    private var number = 0

    init() {
      var generator = SystemRandomNumberGenerator()
      stacks = (0..<Self.differentStacks).map { _ in
        (0..<Int.random(in: Self.depths, using: &generator)).map { depth in
          // Alike further out, as stacks are.
          let choices = depth < 8 ? Self.codes : 3
          return SampleRecord.Sample.RawFrame(
            code: UInt32(1 + Int.random(in: 0..<choices, using: &generator)),
            offset: Int32(2 * Int.random(in: 0..<20, using: &generator)))
        }
      }
    }

    /// Every thousandth from a thread that is new, and has ended after it.
    mutating func sample() -> SampleRecord.Sample {
      number += 1
      let isShort = number.isMultiple(of: 1000)
      return SampleRecord.Sample(
        thread: isShort ? 1000 + number / 1000 : number % Self.threads,
        state: number.isMultiple(of: 3) ? .blocked : .running,
        isTruncated: false, nanoseconds: 1_000_000, ownNanoseconds: 2000,
        threadState: 0, frames: stacks[number &* 7919 % stacks.count],
        registers: [], stack: [])
    }
  }

  private var residentBytes: Int {
    let words = ProcessFile("/proc/self/statm")?.readText()?
      .split(separator: " ")
    return (words.flatMap { Int($0[1]) } ?? 0) * 4096
  }

  @Test("Memory grows with what is different, not with time")
  func day() throws {
    let python = try #require(interpreters.first)
    let arena = try SampleArena()
    let launch = Launch(
      interpreter: python, target: .code("input()"), arguments: [])
    let pipe = Pipe()
    let process = try ScriptProcess(
      launch, arena: arena,
      files: ScriptProcess.StandardFiles(
        input: pipe.fileHandleForReading.fileDescriptor, output: nil,
        error: nil))
    defer {
      pipe.fileHandleForWriting.write(Data("\n".utf8))
      _ = try? process.finish()
    }
    var ring: SharedRing?
    while ring == nil, kill(process.pid, 0) == 0 {
      ring = arena.takenSlots.first.flatMap { arena.ring(inSlot: $0) }
    }
    let tables = RecordingTables()
    let assembly = SampleAssembly(
      process: tables.add(ProcessDescription(id: Int(process.pid))),
      ring: try #require(ring), tables: tables, images: NativeImages(),
      interpreter: python, version: python.version, workingDirectory: "/")
    for id in 1...Program.codes {
      assembly.define(
        SampleRecord.Code(
          id: id, file: "/made/up.py", qualifiedName: "function_\(id)",
          firstLine: id, lineTable: []))
    }
    var program = Program()
    func feed(_ count: Int) {
      for _ in 0..<count {
        let sample = program.sample()
        _ = assembly.add(sample)
        if sample.thread >= 1000 { assembly.forget(thread: sample.thread) }
      }
    }
    func sizes() -> [Int] {
      [
        tables.codes.values.count, tables.frames.values.count,
        tables.stacks.values.count,
      ]
    }
    let before = residentBytes
    feed(Self.count / 2)
    let first = (sizes: sizes(), bytes: residentBytes)
    feed(Self.count / 2)
    #expect(sizes() == first.sizes)
    #expect(residentBytes - before < 64 << 20)
    let run = Run(
      target: .code(""), arguments: [], workingDirectory: "/",
      python: python.description, started: Date(), wallSeconds: 0,
      cpuSeconds: 0, ending: .exited(0))
    var recording = Recording(
      run: run, sampler: SamplerStatistics(rate: 1000))
    tables.fill(&recording)
    #expect(recording.samples.map(\.count).reduce(0, +) == Self.count)
    #expect(recording.threads.count <= 1100)
    print(
      "\(Self.count) samples, \(first.sizes[2]) different places on stacks: "
        + "\((first.bytes - before) >> 20) MB after half of them, "
        + "\((residentBytes - before) >> 20) MB after all")
  }
}
