package import PythonSyntax

/// A share of something with its 95 % interval; all between 0 and 1.
package struct Share: Codable, Equatable, Sendable {
  package var value: Double
  package var interval: ClosedRange<Double>

  package init(value: Double, interval: ClosedRange<Double>) {
    self.value = value
    self.interval = interval
  }
}

/// How the time of a hotspot divides; the four add up to 1.
package struct TimeSplit: Codable, Equatable, Sendable {
  package var interpreter: Double
  package var interpreterC: Double
  package var native: Double
  package var waiting: Double

  package init(
    interpreter: Double, interpreterC: Double, native: Double, waiting: Double
  ) {
    self.interpreter = interpreter
    self.interpreterC = interpreterC
    self.native = native
    self.waiting = waiting
  }
}

/// A loop nest or a recursive function in which time goes, or a function with
/// neither that is hot by itself.
package struct Hotspot: Codable, Equatable, Sendable, Identifiable {
  package enum Kind: String, Codable, Sendable {
    case loop
    case recursion
    case function
  }

  /// `H1`, `H2`... by falling share of CPU time.
  package var id: String
  package var kind: Kind
  /// `module.qualname`; `__main__.f` for the script's own functions and
  /// `__main__` for its module level.
  package var function: String
  /// As `Scope.qualifiedName` has it.
  package var qualifiedName: String
  /// As in `SourceFile.path`.
  package var file: String
  /// Lines of the loop nest, or of the recursive function.
  package var lines: ClosedRange<Int>
  /// Of all CPU time of the run.
  package var cpuShare: Share
  package var cpuSeconds: Double
  package var waitingSeconds: Double
  /// Part of `waitingSeconds` that went into waiting for other threads of the
  /// program: for the GIL, or for a lock of `threading`.
  package var threadWaitSeconds: Double
  package var split: TimeSplit
  package var sampleCount: Int
  /// Part of the hotspot's CPU time in the one function that takes most of
  /// it: the innermost of the user's own on the stack, helpers that the loop
  /// calls included. Near 0, the loop only calls many others.
  package var concentration: Double
  /// The loops of the nest with time of their own, hottest first.
  package var loops: [LoopTime]
  /// Seconds of CPU by line, of the hotspot's own file.
  package var lineSeconds: [Int: Double]
  /// Seconds of CPU by line of the same file's functions that the hotspot
  /// calls: where the innermost of them was.
  package var helperSeconds: [Int: Double]
  /// Seconds off the CPU by line, of the hotspot's own file.
  package var waitingLines: [Int: Double]
  /// Seconds of CPU in code that was made while the program ran, such as what
  /// `exec` is given: its source is not known.
  package var madeSeconds: Double
  /// Native functions with the most time, hottest first, 24 at most.
  package var nativeTime: [NativeTime]
  /// Types of the variables of the hotspot's function.
  package var observation: FunctionObservation?

  package struct LoopTime: Codable, Equatable, Sendable {
    package var lines: ClosedRange<Int>
    package var depth: Int
    /// Of the hotspot's CPU time, with this loop the innermost.
    package var share: Double
    /// Nil where no iterator of the loop's was seen, as in `while`.
    package var trips: LoopTrips?
    /// Variables that the loop binds and that are read after it; nil for
    /// comprehensions, which have their own.
    package var readAfter: [String]?

    package init(
      lines: ClosedRange<Int>, depth: Int, share: Double,
      trips: LoopTrips? = nil, readAfter: [String]? = nil
    ) {
      self.lines = lines
      self.depth = depth
      self.share = share
      self.trips = trips
      self.readAfter = readAfter
    }
  }

  package struct NativeTime: Codable, Equatable, Sendable {
    package var frame: NativeFrame
    /// Of the hotspot's CPU time.
    package var share: Double

    package init(frame: NativeFrame, share: Double) {
      self.frame = frame
      self.share = share
    }
  }

  package init(
    id: String, kind: Kind, function: String, qualifiedName: String,
    file: String, lines: ClosedRange<Int>, cpuShare: Share,
    cpuSeconds: Double, waitingSeconds: Double,
    threadWaitSeconds: Double = 0, split: TimeSplit,
    sampleCount: Int, concentration: Double = 1, loops: [LoopTime],
    lineSeconds: [Int: Double], helperSeconds: [Int: Double] = [:],
    waitingLines: [Int: Double] = [:], madeSeconds: Double = 0,
    nativeTime: [NativeTime], observation: FunctionObservation?
  ) {
    self.id = id
    self.kind = kind
    self.function = function
    self.qualifiedName = qualifiedName
    self.file = file
    self.lines = lines
    self.cpuShare = cpuShare
    self.cpuSeconds = cpuSeconds
    self.waitingSeconds = waitingSeconds
    self.threadWaitSeconds = threadWaitSeconds
    self.split = split
    self.sampleCount = sampleCount
    self.concentration = concentration
    self.loops = loops
    self.lineSeconds = lineSeconds
    self.helperSeconds = helperSeconds
    self.waitingLines = waitingLines
    self.madeSeconds = madeSeconds
    self.nativeTime = nativeTime
    self.observation = observation
  }
}

/// A recording, read: totals, hotspots, and the trees of its sources.
package struct Profile: Sendable {
  package var recording: Recording
  /// CPU time of all samples.
  package var sampledCPUSeconds: Double
  /// By falling share of CPU time; of a run that waits, of computing and
  /// waiting together.
  package var hotspots: [Hotspot]
  /// How the samples of all threads divide.
  package var split: TimeSplit
  /// How long the run would have taken with a CPU to itself, as the thread
  /// tells that computed and waited longest; waiting for other threads is left
  /// out. On a busy machine the clock on the wall says more.
  package var ownSeconds: Double
  /// The source's tree by path, for every source that parsed.
  package var modules: [String: Module]
}
