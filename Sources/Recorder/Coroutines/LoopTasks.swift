/// The tasks of `asyncio`, seen from another process.
final class LoopTasks {
  struct Task {
    var coroutine: UInt64
    /// The future that it waits for.
    var waiter: UInt64
    /// Nil where nobody gave it one: `Task-1` says nothing.
    var name: String?
  }

  private let objects: RemoteObjects
  private let variables: ModuleVariables
  /// Offset of the coroutine by the task's type; the future that it waits
  /// for comes before it, the name behind it.
  private var places: [UInt64: Int] = [:]

  private enum Offset {
    static let target: UInt64 = 16
    static let loop = 2
  }
  private static let sizes: ClosedRange<UInt64> = 64...1024

  init(_ objects: RemoteObjects, _ variables: ModuleVariables) {
    self.objects = objects
    self.variables = variables
  }

  /// Some of those that have not ended, chosen by chance: of the event loop at
  /// an address, or of all.
  func some(_ most: Int, of loop: UInt64? = nil) -> [Task] {
    var tasks: [Task] = []
    for reference in references().shuffled() {
      guard tasks.count < most else { break }
      guard let task = objects.word(reference &+ Offset.target),
        let found = read(task, of: loop)
      else { continue }
      tasks.append(found)
    }
    return tasks
  }

  /// The addresses of weak references.
  private func references() -> [UInt64] {
    for name in ["_scheduled_tasks", "_all_tasks"] {
      if let set = variables.value(of: name, in: "asyncio.tasks"),
        let data = objects.attributes(of: set)?["data"]
      {
        return objects.members(ofSet: data) ?? []
      }
    }
    return []
  }

  private func read(_ task: UInt64, of loop: UInt64?) -> Task? {
    guard let type = objects.type(of: task),
      objects.typeName(type) != "NoneType",
      let size = objects.word(type + RemoteObjects.typeSizeOffset),
      Self.sizes.contains(size),
      let words = objects.words(at: task, count: Int(size / 8)),
      loop == nil || words[Offset.loop] == loop,
      let place = places[type] ?? findCoroutine(words)
    else { return nil }
    places[type] = place
    guard isCoroutine(words[place]) else { return nil }
    return Task(
      coroutine: words[place], waiter: words[place - 1],
      name: name(words[place + 1]))
  }

  private func findCoroutine(_ words: [UInt64]) -> Int? {
    words.indices.dropLast().first {
      $0 > Offset.loop && words[$0] > 4096 && isCoroutine(words[$0])
    }
  }

  private func isCoroutine(_ address: UInt64) -> Bool {
    let type = objects.type(of: address).flatMap(objects.typeName)
    return type == "coroutine" || type == "generator"
  }

  private func name(_ address: UInt64) -> String? {
    // A number, where it is to become a name when somebody asks.
    guard let type = objects.type(of: address),
      objects.typeName(type) == "str", let name = objects.string(address)
    else { return nil }
    let isUsual =
      name.hasPrefix("Task-") && name.dropFirst(5).allSatisfy(\.isNumber)
    return isUsual || name.isEmpty ? nil : name
  }
}
