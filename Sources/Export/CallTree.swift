import Foundation
import ProfileModel
import PythonSyntax

/// A recording as other tools see profiles: named places, stacks of them, and
/// what each stack of each thread weighs.
struct CallTree {
  struct Place: Hashable {
    enum Kind: String, CaseIterable {
      case own
      case library
      case interpreterC
      case native
      case waiting
    }

    var name: String
    var file: String?
    var line: Int?
    /// Where the function begins.
    var firstLine: Int?
    var kind: Kind
  }

  /// A place on top of its callers.
  struct Node: Hashable {
    /// Comes before it in `nodes`; nil at the outermost.
    var parent: Int?
    var place: Int
  }

  struct Sample: Hashable {
    /// Nil where nothing is known of the place.
    var node: Int?
    var state: ThreadState
    var count: Int
    var nanoseconds: Int
  }

  struct Thread {
    var id: Int
    /// The kernel's id of its process.
    var process: Int
    var name: String
    /// In the order of a walk over the tree.
    var samples: [Sample]

    var nanoseconds: Int { samples.reduce(0) { $0 + $1.nanoseconds } }
  }

  let run: Run
  let rate: Double
  let view: TimeView
  private(set) var places: [Place] = []
  private(set) var nodes: [Node] = []
  /// Those with samples in this view.
  private(set) var threads: [Thread] = []
  /// The kernel's ids, the script's own first.
  let processes: [Int]

  init(_ recording: Recording, view: TimeView) {
    run = recording.run
    rate = recording.sampler.rate
    processes = recording.processes.map(\.id)
    self.view = view
    var builder = Builder(recording)
    var samples: [Int: [Builder.Key: Sample]] = [:]
    for group in recording.samples where view.shows(group.state) {
      let node = builder.node(of: group)
      let key = Builder.Key(node: node, state: group.state)
      var sample =
        samples[group.thread]?[key]
        ?? Sample(node: node, state: group.state, count: 0, nanoseconds: 0)
      sample.count += group.count
      sample.nanoseconds += group.nanoseconds
      samples[group.thread, default: [:]][key] = sample
    }
    places = builder.places.values
    nodes = builder.nodes.values
    let order = walkOrder
    let names = recording.threadNames
    threads = samples.sorted { $0.key < $1.key }.map { index, samples in
      let thread = recording.threads[index]
      return Thread(
        id: thread.id, process: recording.processes[thread.process].id,
        name: names[index]
          // The script's own process needs no number.
          + (thread.process == 0
            ? "" : ", process \(recording.processes[thread.process].id)"),
        samples: samples.values.sorted {
          ($0.node.map { order[$0] } ?? -1, $0.state.rawValue)
            < ($1.node.map { order[$0] } ?? -1, $1.state.rawValue)
        })
    }
  }

  /// What the whole is called.
  var title: String { run.title }

  /// Indices into `places`, outermost first.
  func path(to node: Int?) -> [Int] {
    var path: [Int] = []
    var next = node
    while let index = next {
      path.append(nodes[index].place)
      next = nodes[index].parent
    }
    return path.reversed()
  }

  /// Indices into `nodes`, outermost first.
  func nodePath(to node: Int?) -> [Int] {
    var path: [Int] = []
    var next = node
    while let index = next {
      path.append(index)
      next = nodes[index].parent
    }
    return path.reversed()
  }

  /// For each node its number in a walk that finishes a stack's callees
  /// before it goes on with the next.
  private var walkOrder: [Int] {
    var children = [[Int]](repeating: [], count: nodes.count)
    var pending: [Int] = []
    for (index, node) in nodes.enumerated() {
      if let parent = node.parent {
        children[parent].append(index)
      } else {
        pending.append(index)
      }
    }
    var order = [Int](repeating: 0, count: nodes.count)
    var number = 0
    pending.reverse()
    while let node = pending.popLast() {
      order[node] = number
      number += 1
      pending += children[node].reversed()
    }
    return order
  }
}

extension Run {
  /// What was run, in a few words.
  var title: String {
    switch target {
    case .script(let path): path
    case .module(let name): "-m \(name)"
    case .code: "-c …"
    }
  }
}

/// Turns the recording's stacks into those of a tree.
private struct Builder {
  struct Key: Hashable {
    var node: Int?
    var state: ThreadState
  }

  private let recording: Recording
  private let functions: [RecordedFunction]
  private var byStack: [Int: Int] = [:]
  var places = Interned<CallTree.Place>()
  var nodes = Interned<CallTree.Node>()

  init(_ recording: Recording) {
    self.recording = recording
    functions = recording.functions
  }

  mutating func node(of group: SampleGroup) -> Int? {
    var node = group.stack.map { self.node(ofStack: $0) }
    if let native = group.native.map({ recording.nativeFrames[$0] }),
      let place = CallTree.Place(native)
    {
      node = add(place, on: node)
    }
    if let place = CallTree.Place(group.state) { node = add(place, on: node) }
    return node
  }

  private mutating func add(_ place: CallTree.Place, on parent: Int?) -> Int {
    nodes.index(
      of: CallTree.Node(parent: parent, place: places.index(of: place)))
  }

  /// Callers come before their callees in a recording; those not yet met are
  /// added from the outermost on.
  private mutating func node(ofStack stack: Int) -> Int {
    var missing: [Int] = []
    var next: Int? = stack
    var node: Int?
    while let index = next {
      if let known = byStack[index] {
        node = known
        break
      }
      missing.append(index)
      next = recording.stacks[index].parent
    }
    var top = node ?? 0
    for index in missing.reversed() {
      top = add(place(recording.stacks[index].frame), on: node)
      byStack[index] = top
      node = top
    }
    return top
  }

  private func place(_ frame: Int) -> CallTree.Place {
    let frame = recording.frames[frame]
    let code = recording.codes[frame.code]
    let function = functions[frame.code]
    return CallTree.Place(
      name: function.name, file: code.file,
      line: frame.position?.line ?? code.firstLine,
      firstLine: code.firstLine, kind: function.isOwn ? .own : .library)
  }
}

extension CallTree.Place {
  /// Nil for the interpreter at its bytecode: that is the Python frame itself.
  fileprivate init?(_ native: NativeFrame) {
    switch native.domain {
    case .interpreter: return nil
    case .interpreterC: kind = .interpreterC
    case .native: kind = .native
    }
    name = native.symbol ?? "[\(native.module)]"
    file = native.module
  }

  /// Nil for a thread on the CPU.
  fileprivate init?(_ state: ThreadState) {
    switch state {
    case .running, .runningWithoutGIL: return nil
    case .waiting: name = "[waiting]"
    case .waitingForGIL: name = "[waiting for the GIL]"
    case .blocked: name = "[blocked]"
    }
    kind = .waiting
  }
}

/// Distinct values in order of arrival, each with its index.
struct Interned<Value: Hashable> {
  private(set) var values: [Value]
  private var indices: [Value: Int] = [:]

  init(_ first: Value...) {
    values = first
    for (index, value) in first.enumerated() { indices[value] = index }
  }

  mutating func index(of value: Value) -> Int {
    if let index = indices[value] { return index }
    values.append(value)
    indices[value] = values.count - 1
    return values.count - 1
  }
}
