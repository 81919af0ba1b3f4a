package import Foundation
package import PythonSyntax

/// Everything one run of a script left behind. It needs no live Python: the
/// sources, and their syntax trees, of the code that was seen running are in
/// it.
package struct Recording: Codable, Equatable, Sendable {
  package var run: Run
  package var sampler: SamplerStatistics
  /// The script's own first.
  package var processes: [ProcessDescription] = []
  package var threads: [ThreadDescription] = []
  package var codes: [CodeObject] = []
  package var frames: [Frame] = []
  package var stacks: [StackNode] = []
  package var nativeFrames: [NativeFrame] = []
  package var samples: [SampleGroup] = []
  package var observations: [FunctionObservation] = []
  /// What the iterators of loops were seen to have before them; nil in
  /// recordings from before that was looked at.
  package var iterators: [IteratorSights]?
  package var sources: [SourceFile] = []
  /// Nil where nothing was counted.
  package var trace: Trace?
  /// Nil where memory was not sampled.
  package var memory: MemoryProfile?

  package init(run: Run, sampler: SamplerStatistics) {
    self.run = run
    self.sampler = sampler
  }
}

/// What was run, by which Python, and how it ended.
package struct Run: Codable, Equatable, Sendable {
  /// What stands before the arguments on `python`'s command line.
  package enum Target: Codable, Equatable, Sendable {
    case script(String)
    case module(String)
    case code(String)
  }

  package enum Ending: Codable, Equatable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  package var target: Target
  package var arguments: [String]
  package var workingDirectory: String
  package var python: PythonDescription
  package var started: Date
  package var wallSeconds: Double
  /// User and system time of the whole process, from `getrusage`.
  package var cpuSeconds: Double
  package var ending: Ending
  /// Memory that the process had at once, at most, from `getrusage`.
  package var peakBytes: Int?

  package init(
    target: Target, arguments: [String], workingDirectory: String,
    python: PythonDescription, started: Date, wallSeconds: Double,
    cpuSeconds: Double, ending: Ending, peakBytes: Int? = nil
  ) {
    self.target = target
    self.arguments = arguments
    self.workingDirectory = workingDirectory
    self.python = python
    self.started = started
    self.wallSeconds = wallSeconds
    self.cpuSeconds = cpuSeconds
    self.ending = ending
    self.peakBytes = peakBytes
  }
}

package struct PythonDescription: Codable, Equatable, Sendable {
  /// As the user would start it: a virtual environment's `bin/python`, say.
  package var executable: String
  /// `3.11.2`.
  package var version: String
  /// The file that has the interpreter's code.
  package var library: String
  /// `sysconfig` paths that hold the standard library and installed packages:
  /// code below them is not the user's own.
  package var libraryDirectories: [String]

  package init(
    executable: String, version: String, library: String,
    libraryDirectories: [String]
  ) {
    self.executable = executable
    self.version = version
    self.library = library
    self.libraryDirectories = libraryDirectories
  }
}

/// What the sampler did, and what it missed.
package struct SamplerStatistics: Codable, Equatable, Sendable {
  /// Samples wanted per second and thread.
  package var rate: Double
  /// Samples in the recording.
  package var taken: Int
  /// Ticks at which a thread was due and gave no sample: it blocked the
  /// signal, or did not get to run in time.
  package var missed: Int
  /// Samples dropped because the buffer was full.
  package var lost: Int
  /// Samples whose stack was cut at the depth limit.
  package var truncated: Int
  /// Processes that were not sampled because there were too many at once.
  package var unseenProcesses: Int
  /// CPU time of the signal handler inside the user's processes.
  package var ownCPUSeconds: Double
  /// Another tool evaluates frames (PEP 523), so that no call could be looked
  /// at.
  package var hasOtherEvaluator: Bool?

  package init(
    rate: Double, taken: Int = 0, missed: Int = 0, lost: Int = 0,
    truncated: Int = 0, unseenProcesses: Int = 0, ownCPUSeconds: Double = 0,
    hasOtherEvaluator: Bool? = nil
  ) {
    self.hasOtherEvaluator = hasOtherEvaluator
    self.rate = rate
    self.taken = taken
    self.missed = missed
    self.lost = lost
    self.truncated = truncated
    self.unseenProcesses = unseenProcesses
    self.ownCPUSeconds = ownCPUSeconds
  }
}

/// A process that ran Python.
package struct ProcessDescription: Codable, Equatable, Sendable {
  /// The kernel's process id.
  package var id: Int
  /// Index into `Recording.processes`; nil for the script's own, and where the
  /// one that started it runs no Python.
  package var parent: Int?
  /// Its command line; a copy made by `fork` has its parent's.
  package var command: [String]
  /// Why no samples were taken in it, where that is so.
  package var unsampled: String?

  package init(
    id: Int, parent: Int? = nil, command: [String] = [],
    unsampled: String? = nil
  ) {
    self.id = id
    self.parent = parent
    self.command = command
    self.unsampled = unsampled
  }
}

package struct ThreadDescription: Codable, Equatable, Sendable {
  /// The kernel's thread id.
  package var id: Int
  package var name: String?
  /// Index into `Recording.processes`.
  package var process: Int

  package init(id: Int, name: String?, process: Int = 0) {
    self.id = id
    self.name = name
    self.process = process
  }
}

package struct CodeObject: Codable, Hashable, Sendable {
  /// `co_filename`, made absolute against the run's working directory.
  package var file: String
  /// `co_qualname`.
  package var qualifiedName: String
  /// `co_firstlineno`.
  package var firstLine: Int

  package init(file: String, qualifiedName: String, firstLine: Int) {
    self.file = file
    self.qualifiedName = qualifiedName
    self.firstLine = firstLine
  }
}

extension CodeObject {
  /// Stands on stacks for a task of `asyncio`, around its coroutines.
  package static func task(named name: String) -> Self {
    Self(file: taskFile, qualifiedName: "task \(name)", firstLine: 0)
  }

  package var isTask: Bool { file == Self.taskFile }

  private static let taskFile = "<asyncio>"
}

/// A place in a code object: an entry of `co_positions()`.
package struct Frame: Codable, Hashable, Sendable {
  /// Index into `Recording.codes`.
  package var code: Int
  /// Nil where the bytecode carries no position.
  package var position: SourceRange?

  package init(code: Int, position: SourceRange?) {
    self.code = code
    self.position = position
  }
}

/// One frame on top of its callers: stacks share what they have in common.
package struct StackNode: Codable, Hashable, Sendable {
  /// Index into `Recording.stacks`, or nil at the outermost frame. A parent
  /// always comes before its children.
  package var parent: Int?
  /// Index into `Recording.frames`.
  package var frame: Int

  package init(parent: Int?, frame: Int) {
    self.parent = parent
    self.frame = frame
  }
}

/// Where native code was running, below the innermost Python frame.
package struct NativeFrame: Codable, Hashable, Sendable {
  package enum Domain: String, Codable, Sendable, CaseIterable {
    /// The evaluation loop and what every bytecode needs: boxing, attribute
    /// lookup, small-integer arithmetic, calls.
    case interpreter
    /// C code of the interpreter that does the work of one call: big
    /// integers, sorting, string methods, garbage collection.
    case interpreterC
    /// Extension modules and the libraries below them.
    case native
  }

  package var domain: Domain
  /// File name of the shared library, without its folder.
  package var module: String
  /// The function, where its name is known.
  package var symbol: String?

  package init(domain: Domain, module: String, symbol: String?) {
    self.domain = domain
    self.module = module
    self.symbol = symbol
  }
}

package enum ThreadState: String, Codable, Sendable, CaseIterable {
  /// On the CPU, with the GIL.
  case running
  /// On the CPU in native code that has let go of the GIL.
  case runningWithoutGIL
  /// Off the CPU, in line for the GIL.
  case waitingForGIL
  /// Off the CPU for anything else: input, output, time, a lock.
  case blocked
  /// Off the CPU, and the system did not say why.
  case waiting

  package var isOnCPU: Bool { self == .running || self == .runningWithoutGIL }
}

/// Samples that are alike in everything recorded.
package struct SampleGroup: Codable, Equatable, Sendable {
  /// Index into `Recording.threads`.
  package var thread: Int
  /// Index into `Recording.stacks` of the innermost frame; nil where no
  /// Python code was on the stack.
  package var stack: Int?
  package var state: ThreadState
  /// Index into `Recording.nativeFrames`; nil where it is not known.
  package var native: Int?
  /// How many samples.
  package var count: Int
  /// CPU time that these samples stand for, or wall time where the thread was
  /// off the CPU.
  package var nanoseconds: Int

  package init(
    thread: Int, stack: Int?, state: ThreadState, native: Int?, count: Int,
    nanoseconds: Int
  ) {
    self.thread = thread
    self.stack = stack
    self.state = state
    self.native = native
    self.count = count
    self.nanoseconds = nanoseconds
  }
}

/// A source file in which code was seen running.
package struct SourceFile: Codable, Equatable, Sendable {
  /// As in `CodeObject.file`.
  package var path: String
  package var text: String
  /// What `Module.dumpProgram` wrote; empty where the source is not valid for
  /// this Python.
  package var syntax: Data

  package init(path: String, text: String, syntax: Data) {
    self.path = path
    self.text = text
    self.syntax = syntax
  }
}
