/// What proving a script's kernels found out: what each kernel did on the
/// calls that were recorded, and what the whole script gained.
package struct ProofReport: Codable, Equatable, Sendable {
  /// One for each hotspot that was tried, hottest first.
  package var kernels: [KernelProof]
  /// Runs of the whole script with the kernels, and as many without, in turn.
  /// Zero where no kernel got that far.
  package var runs: Int
  /// Wall time of the script as it is: the median of `runs`.
  package var beforeSeconds: Double?
  /// Wall time with the kernels that were kept: the median of `runs`. Nil
  /// where none was kept.
  package var afterSeconds: Double?
  /// CPU time of all processes of the script; medians, too.
  package var beforeCPUSeconds: Double?
  package var afterCPUSeconds: Double?
  /// Memory that it had at once, at most; nil where that was less than this
  /// program's own.
  package var beforePeakBytes: Int?
  package var afterPeakBytes: Int?
  /// What would be left of `beforeSeconds` if the functions that have a kernel
  /// took no time at all (Amdahl's law).
  package var limitSeconds: Double?
  /// The script at several sizes of its input, the smallest first; nil where
  /// none were asked for, or no kernel was kept.
  package var sizes: [SizeProof]?
  /// What the project's own tests say; nil where there are none.
  package var userTests: UserTestsProof?
  /// Nil where no kernel got as far as a run of the script.
  package var output: OutputComparison?
  /// Changes to the Python that were tried; nil where none were to be.
  package var changes: [ChangeProof]?
  /// What the reader should know besides: one sentence each.
  package var notes: [String]

  package init(
    kernels: [KernelProof], runs: Int = 0, beforeSeconds: Double? = nil,
    afterSeconds: Double? = nil, output: OutputComparison? = nil,
    notes: [String] = []
  ) {
    self.kernels = kernels
    self.runs = runs
    self.beforeSeconds = beforeSeconds
    self.afterSeconds = afterSeconds
    self.output = output
    self.notes = notes
  }

  /// True and false are certain; nil is unknown, because there was no run or
  /// the script's output varies by itself.
  package var sameOutput: Bool? {
    switch output {
    case .same: true
    case .different: false
    case .variesByItself, nil: nil
    }
  }
}

/// The script at one size of its input, with and without the kernels.
package struct SizeProof: Codable, Equatable, Sendable {
  package var size: Double
  /// As many with the kernels as without.
  package var runs: Int
  /// Wall time: medians of `runs`.
  package var beforeSeconds: Double
  package var afterSeconds: Double

  package init(
    size: Double, runs: Int, beforeSeconds: Double, afterSeconds: Double
  ) {
    self.size = size
    self.runs = runs
    self.beforeSeconds = beforeSeconds
    self.afterSeconds = afterSeconds
  }
}

/// How stdout, stderr and the exit code compare with and without kernels.
package enum OutputComparison: String, Codable, Sendable, CaseIterable {
  case same
  case different
  /// Two runs without any kernel differ already: they print times, addresses
  /// or random numbers.
  case variesByItself = "varies"
}

/// One kernel, judged.
package struct KernelProof: Codable, Equatable, Sendable {
  package enum Status: String, Codable, Sendable, CaseIterable {
    /// Equal on everything checked, and faster.
    case kept
    /// Not to be used; `why` says what was wrong. Nothing of it is left.
    case rejected
    /// The function has a construct that is not translated yet.
    case skeleton
  }

  /// `Hotspot.id`.
  package var hotspot: String
  /// `Hotspot.function`.
  package var function: String
  package var status: Status
  /// One sentence, for the reader.
  package var why: String
  /// Real calls, recorded while the script ran, on which kernel and original
  /// were compared.
  package var callsChecked: Int
  /// Calls made up from the recorded ones: empty lists, nan, huge integers,
  /// other types...
  package var variantsChecked: Int
  /// Of `callsChecked`, those that the kernel handed back to the original.
  package var fallbacks: Int
  /// Time in the function on the recorded calls: original over kernel.
  package var speedup: Double?
  /// Seconds in the original on the recorded calls.
  package var originalSeconds: Double?
  /// Seconds in the kernel on the same calls, conversions included.
  package var kernelSeconds: Double?
  /// Part of `kernelSeconds` at the boundary: arguments read, results made and
  /// changes put back; nil where a kernel cannot tell.
  package var crossingShare: Double?
  /// Loops that ran on several threads when each call was made once.
  package var sharedLoops: Int?
  /// In one run of the script with the kernels: calls, and of these the ones
  /// handed back to the original.
  package var scriptCalls: Int?
  package var scriptFallbacks: Int?
  /// Other compilers on the same calls; nil where they were not asked.
  package var others: [OtherCompiler]?

  package init(
    hotspot: String, function: String, status: Status, why: String,
    callsChecked: Int = 0, variantsChecked: Int = 0, fallbacks: Int = 0,
    speedup: Double? = nil, originalSeconds: Double? = nil,
    kernelSeconds: Double? = nil
  ) {
    self.hotspot = hotspot
    self.function = function
    self.status = status
    self.why = why
    self.callsChecked = callsChecked
    self.variantsChecked = variantsChecked
    self.fallbacks = fallbacks
    self.speedup = speedup
    self.originalSeconds = originalSeconds
    self.kernelSeconds = kernelSeconds
  }
}
