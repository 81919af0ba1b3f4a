import Foundation

/// The names that `threading` has for the threads of a process. Before 3.14 it
/// does not tell the system.
final class ThreadNames {
  private let objects: RemoteObjects
  private let variables: ModuleVariables
  private var next: UInt64 = 0
  /// Before this, asking again would cost too much.
  private var earliest: UInt64 = 0
  private var pause = leastPause

  private static let leastPause: UInt64 = 10_000_000
  private static let mostPause: UInt64 = 2_000_000_000
  /// Reading them may take this part of the time; but what looks like a long
  /// time may have been another program's.
  private static let share: UInt64 = 100
  private static let mostForCost: UInt64 = 300_000_000

  init(_ objects: RemoteObjects, _ variables: ModuleVariables) {
    self.objects = objects
    self.variables = variables
  }

  /// A thread has begun: its name will be there soon.
  func expectNew() {
    pause = Self.leastPause
    next = min(next, earliest)
  }

  /// By the kernel's thread id. Nil where it is not yet time to ask again: a
  /// name may change.
  func read(_ now: UInt64) -> [pid_t: String]? {
    guard now >= next else { return nil }
    let names = names()
    let cost = DispatchTime.now().uptimeNanoseconds &- now
    let most = Self.mostForCost
    earliest = now + min(min(cost, most) * Self.share, most)
    next = max(now + pause, earliest)
    pause = min(2 * pause, Self.mostPause)
    return names
  }

  private func names() -> [pid_t: String] {
    guard let active = variables.value(of: "_active", in: "threading"),
      let threads = objects.entries(ofDictionary: active)
    else { return [:] }
    var names: [pid_t: String] = [:]
    for thread in threads {
      guard let attributes = objects.attributes(of: thread.value),
        let id = attributes["_native_id"].flatMap(objects.smallInteger),
        let name = attributes["_name"].flatMap(objects.string)
      else { continue }
      names[pid_t(truncatingIfNeeded: id)] = name
    }
    return names
  }
}
