/// What to do about a hotspot.
package enum Verdict: String, Codable, CaseIterable, Sendable {
  /// Write it as a Swift kernel.
  case port
  /// Hand whole arrays to NumPy, or whole columns to pandas.
  case vectorize
  /// The same answer with fewer steps.
  case fixAlgorithm = "fix-algorithm"
  /// Remember results.
  case cache
  /// Something in the library does it already, in C.
  case useLibrary = "use-library"
  /// Leave it in Python; the reason says why.
  case stay
  /// The profile is too thin to say.
  case measureMore = "measure-more"
}

/// Why a hotspot had better stay in Python.
package enum Reason: String, Codable, CaseIterable, Sendable {
  /// The time goes into waiting.
  case io
  /// The time is in compiled code already.
  case native
  /// Too little time is spent here.
  case cold
  /// What crosses between Python and Swift costs more than is saved.
  case boundary
  /// The code does what only Python can.
  case dynamic
  /// The code changes all the time.
  case unstable
  /// Nobody will run it again.
  case notReused = "not-reused"
}

/// Whether a kernel can do all that the hotspot does, as far as is known.
package enum KernelOutlook: Codable, Equatable, Sendable {
  case translatable(Cut)
  /// Something is not covered: each construct with its line.
  case skeleton([Blocker])
  case unknown

  /// Where Python would end, and what would cross there.
  package struct Cut: Codable, Equatable, Sendable {
    /// The kernel is best made of this function around the hotspot.
    package var caller: String?
    /// Of the run's CPU time: what such a kernel takes in besides.
    package var callerShare: Double?
    /// Instances that hold one another, as in a tree, arrive as arguments:
    /// each call reads all that can be reached.
    package var copiesLinkedInstances: Bool

    package init(
      caller: String? = nil, callerShare: Double? = nil,
      copiesLinkedInstances: Bool = false
    ) {
      self.caller = caller
      self.callerShare = callerShare
      self.copiesLinkedInstances = copiesLinkedInstances
    }
  }

  package struct Blocker: Codable, Equatable, Sendable {
    package var construct: String
    package var line: Int
    package var advice: String

    package init(construct: String, line: Int, advice: String) {
      self.construct = construct
      self.line = line
      self.advice = advice
    }
  }
}

/// The advice on one hotspot.
package struct Advice: Codable, Equatable, Sendable {
  package enum Answer: String, Codable, Sendable {
    case yes
    case no
    case unclear
  }

  /// A question of the checklist, answered. "Yes" always speaks for a kernel.
  package struct Item: Codable, Equatable, Sendable {
    package var id: String
    package var question: String
    package var answer: Answer
    /// The answer in words first, then what stands behind it.
    package var evidence: [String]
    /// What to do about it; empty where there is nothing.
    package var advice: String
  }

  /// A pattern found in the code, with the change to make.
  package struct Alternative: Codable, Equatable, Sendable {
    package var pattern: String
    package var verdict: Verdict
    package var lines: ClosedRange<Int>
    /// Part of the hotspot's CPU time on those lines, where known.
    package var share: Double?
    package var summary: String
    package var change: String
    /// How many times faster the whole hotspot becomes, estimated.
    package var speedup: ClosedRange<Double>
    /// The change on the user's own source, as `diff -u` shows it; empty where
    /// it is not mechanical.
    package var diff: [String] = []
  }

  package struct Prediction: Codable, Equatable, Sendable {
    /// Of the hotspot.
    package var speedup: ClosedRange<Double>
    package var secondsNow: Double
    package var secondsAfter: ClosedRange<Double>
    package var bandNow: CoffeeBand
    package var bandAfter: CoffeeBand
  }

  /// As in `Hotspot.id`.
  package var hotspot: String
  package var verdict: Verdict
  package var reason: Reason?
  /// The rule that decided.
  package var rule: String
  /// One sentence: what was found.
  package var summary: String
  /// One sentence: what to do.
  package var action: String
  package var checklist: [Item]
  package var alternatives: [Alternative]
  package var kernel: KernelOutlook
  /// Of the kernel; nil where none is in question.
  package var prediction: Prediction?
}

/// What holds for the run as a whole.
package struct Conclusion: Codable, Equatable, Sendable {
  package var verdict: Verdict
  package var reason: Reason?
  package var summary: String
}
