import ProfileModel

/// Puts together what one process allocated and freed.
final class MemoryAssembly {
  private struct Block {
    var stack: Int?
    var byteCount: Int
  }

  private var blocks: [UInt64: Block] = [:]
  private var sites: [Int?: MemoryProfile.Site] = [:]
  private var held = 0
  private var peak = 0

  /// A peak is only looked at where it is this much higher than the last.
  private static let step = 1.02

  func add(_ allocation: SampleRecord.Allocation, stack: Int?) {
    let byteCount = allocation.byteCount
    blocks[allocation.number] = Block(stack: stack, byteCount: byteCount)
    var site = sites[stack] ?? MemoryProfile.Site(stack: stack)
    site.sampleCount += 1
    site.allocated &+= byteCount
    sites[stack] = site
    held &+= byteCount
  }

  func release(_ number: UInt64) {
    notePeak()
    guard let block = blocks.removeValue(forKey: number) else { return }
    held &-= block.byteCount
    sites[block.stack]?.freed &+= block.byteCount
  }

  /// Just before memory is freed, and at the end.
  private func notePeak() {
    guard Double(held) > Double(peak) * Self.step else { return }
    peak = held
    for stack in Array(sites.keys) {
      guard let site = sites[stack] else { continue }
      sites[stack]?.atPeak = site.allocated &- site.freed
    }
  }

  /// At the end of the process.
  func profile(interval: Int) -> MemoryProfile {
    notePeak()
    return MemoryProfile(
      interval: interval, peak: peak,
      sites: sites.values.sorted { ($0.stack ?? -1) < ($1.stack ?? -1) })
  }
}
