import CSampler
import Foundation

/// What the recorder library is told when it is loaded into the script's
/// process; `start.h` has the layout.
final class RecorderStart {
  private let control: MemoryFile
  private let arena: Int32?
  private let library: Int32
  private let counterCount: Int

  /// What is to be done besides sampling: at most one of the two.
  enum Task {
    case injection(Injection)
    case trace(Int32, folders: [String])
  }

  /// - Throws: `LaunchError`.
  init(_ task: Task?, arena: Int32?) throws(LaunchError) {
    library = try Self.openLibrary()
    self.arena = arena
    let names = Data((task?.names ?? []).flatMap { $0.utf8 + [0] })
    let program = Data((task?.program ?? "").utf8)
    var header = sl_start()
    header.trace = task?.traceFile ?? -1
    header.names_size = UInt32(names.count)
    header.program_size = UInt32(program.count)
    header.is_for_children = (task?.isForChildren ?? false) ? 1 : 0
    counterCount = task?.counterCount ?? 0
    header.counter_count = UInt32(counterCount)
    let bytes = unsafe withUnsafeBytes(of: &header) { unsafe Data($0) }
    let counters = Data(count: counterCount * Int(SL_COUNTER_SIZE))
    control = try MemoryFile(
      bytes + counters + names + program + [0], named: "swiftlet-control")
  }

  /// How often each redirect's kernel was called, and gave up.
  var kernelCalls: [KernelCalls] {
    let data = MemoryFile.contents(of: control.descriptor)
      .dropFirst(MemoryLayout<sl_start>.size)
    let numbers = unsafe data.withUnsafeBytes { bytes in
      (0..<min(2 * counterCount, bytes.count / 8)).map {
        unsafe bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int.self)
      }
    }
    return stride(from: 0, to: numbers.count - 1, by: 2).map {
      KernelCalls(calls: numbers[$0], fallbacks: numbers[$0 + 1])
    }
  }

  /// What is added to the environment, until the library takes it away.
  var variables: [[UInt8]] {
    let numbers =
      "\(getpid()):\(library):\(control.descriptor):\(arena ?? -1)"
    var start = Array("\(SL_START_VARIABLE)=\(numbers)".utf8)
    // By its descriptor: the loader takes a space or a colon for the end of a
    // path.
    var preload = Array("LD_PRELOAD=/proc/\(getpid())/fd/\(library)".utf8)
    if let own = unsafe getenv("LD_PRELOAD") {
      let bytes = unsafe Array(
        UnsafeRawBufferPointer(start: own, count: strlen(own)))
      start += Array(":".utf8) + bytes
      preload += Array(":".utf8) + bytes
    }
    return [preload, start]
  }

  /// Whether the library was loaded, and did what it is to do.
  var hasBegun: Bool {
    let data = MemoryFile.contents(of: control.descriptor)
    return data.prefix(MemoryLayout<UInt32>.size).contains { $0 != 0 }
  }

  deinit { close(library) }

  /// The library stands beside this program.
  private static func openLibrary() throws(LaunchError) -> Int32 {
    let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
      .appendingPathComponent("libSwiftletRecorder.so").path
    let low = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard low >= 0 else { throw .noLibrary(path, systemMessage(errno)) }
    defer { close(low) }
    // Clear of 0, 1 and 2, which the script may have closed.
    let library = fcntl(low, F_DUPFD_CLOEXEC, 10)
    guard library >= 0 else { throw .noLibrary(path, systemMessage(errno)) }
    return library
  }
}

extension RecorderStart.Task {
  fileprivate var names: [String] {
    switch self {
    case .injection(let injection): injection.fileNames
    case .trace(_, let folders): folders
    }
  }

  /// What is captured in several processes could not be told apart.
  fileprivate var isForChildren: Bool {
    guard case .injection(let injection) = self else { return false }
    return injection.redirects.allSatisfy { $0.destination != .capture }
  }

  fileprivate var counterCount: Int {
    guard case .injection(let injection) = self else { return 0 }
    return injection.redirects.count
  }

  fileprivate var program: String {
    switch self {
    case .injection(let injection): injection.program
    case .trace: TraceProgram.text
    }
  }

  fileprivate var traceFile: Int32? {
    switch self {
    case .injection: nil
    case .trace(let file, _): file
    }
  }
}
