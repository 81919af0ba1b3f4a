/// Memory that Python allocated for objects, by a sample of the blocks.
package struct MemoryProfile: Codable, Equatable, Sendable {
  /// Bytes from one sampled block to the next, on average.
  package var interval: Int
  /// Bytes that were held at once, at most: in the process that held most.
  package var peak: Int
  package var sites: [Site]

  /// What was allocated on one stack; bytes, estimated.
  package struct Site: Codable, Equatable, Sendable {
    /// Index into `Recording.stacks`; nil where no Python code was running.
    package var stack: Int?
    package var allocated: Int
    package var freed: Int
    /// Of the profile's peak.
    package var atPeak: Int
    package var sampleCount: Int

    package init(
      stack: Int?, allocated: Int = 0, freed: Int = 0, atPeak: Int = 0,
      sampleCount: Int = 0
    ) {
      self.stack = stack
      self.allocated = allocated
      self.freed = freed
      self.atPeak = atPeak
      self.sampleCount = sampleCount
    }
  }

  package init(interval: Int, peak: Int = 0, sites: [Site] = []) {
    self.interval = interval
    self.peak = peak
    self.sites = sites
  }

  package var allocated: Int { sites.reduce(0) { $0 &+ $1.allocated } }
  package var freed: Int { sites.reduce(0) { $0 &+ $1.freed } }

  /// With what another process allocated.
  package mutating func add(_ other: Self) {
    let isLower = other.peak > peak
    peak = max(peak, other.peak)
    if isLower { for index in sites.indices { sites[index].atPeak = 0 } }
    for var site in other.sites {
      if !isLower { site.atPeak = 0 }
      if let index = sites.firstIndex(where: { $0.stack == site.stack }) {
        sites[index].allocated &+= site.allocated
        sites[index].freed &+= site.freed
        sites[index].atPeak &+= site.atPeak
        sites[index].sampleCount &+= site.sampleCount
      } else {
        sites.append(site)
      }
    }
  }

  /// Whether the figures can be: a file may say anything.
  func isConsistent(stackCount: Int) -> Bool {
    let most = 1 << 56
    return (0...most).contains(peak) && (1...most).contains(interval)
      && sites.allSatisfy { site in
        (site.stack.map { (0..<stackCount).contains($0) } ?? true)
          && [site.allocated, site.freed, site.atPeak, site.sampleCount]
            .allSatisfy { (0...most).contains($0) }
      }
  }
}
