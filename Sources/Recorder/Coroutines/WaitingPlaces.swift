/// Where a thread waits: in one place, or where the tasks of its event loop do.
struct WaitingPlaces {
  struct Part {
    var group: RecordingTables.Group
    var count: Int
    var nanoseconds: UInt64
  }

  private let groups: [RecordingTables.Group]

  init(_ groups: [RecordingTables.Group]) { self.groups = groups }

  /// Divides waiting time evenly; of fewer samples than places, each goes to
  /// another place, chosen by chance.
  func parts(count: Int, nanoseconds: UInt64) -> [Part] {
    let chosen =
      count < groups.count
      ? Array(groups.shuffled().prefix(max(1, count))) : groups
    let number = chosen.count
    return chosen.enumerated().map { index, group in
      func part(_ whole: Int) -> Int {
        whole / number + (index < whole % number ? 1 : 0)
      }
      return Part(
        group: group, count: part(count),
        nanoseconds: UInt64(part(Int(min(nanoseconds, 1 << 50)))))
    }
  }
}
