/// Everything a rule may ask about a hotspot. The raw value is the name in
/// `rules/`.
package enum FactName: String, CaseIterable, Codable, Sendable {
  // The run.
  case runSeconds = "run_seconds"
  case runCPURatio = "run_cpu_ratio"
  case samples
  case gilWaitShare = "gil_wait_share"
  case isInlineCode = "is_inline_code"

  // The hotspot's time.
  case cpuShare = "cpu_share"
  case wallShare = "wall_share"
  case hotspotSeconds = "hotspot_seconds"
  case hotspotSamples = "hotspot_samples"
  case interpreterShare = "interpreter_share"
  case interpreterCShare = "interpreter_c_share"
  case nativeShare = "native_share"
  case waitingShare = "waiting_share"
  case threadWaitShare = "thread_wait_share"
  case compiledShare = "compiled_share"
  case concentration
  case focusShare = "focus_share"
  case calls
  case microsecondsPerCall = "microseconds_per_call"

  // Types.
  case typesStable = "types_stable"
  case typesSupported = "types_supported"
  case typesSimple = "types_simple"

  // The code.
  case loops
  case loopDepth = "loop_depth"
  case isModuleLevel = "is_module_level"
  case functionLines = "function_lines"
  case branches
  case dynamicOperations = "dynamic_operations"
  case mappingOperations = "mapping_operations"
  case objectShare = "object_share"
  case leavingShare = "leaving_share"
  case unknownCalls = "unknown_calls"
  case libraryCalls = "library_calls"
  case inputOutputCalls = "io_calls"
  case exceptionHandlers = "exception_handlers"
  case globalWrites = "global_writes"
  case sideEffects = "side_effects"
  case operationsPerElement = "operations_per_element"
  case listsIn = "lists_in"
  case listsOut = "lists_out"

  // What else could be done.
  case suggestsAlgorithm = "suggests_fix_algorithm"
  case suggestsCache = "suggests_cache"
  case suggestsVectorize = "suggests_vectorize"
  case suggestsLibrary = "suggests_use_library"
  case alternatives
  case drivesHotter = "drives_hotter"
  case madeShare = "made_share"

  // The kernel.
  case kernelComplete = "kernel_complete"
  case kernelBlockers = "kernel_blockers"
  case blockersInLoop = "blockers_in_loop"
  case copiesLinked = "copies_linked"
  case speedup
  case leastSpeedup = "least_speedup"
  case runSpeedup = "run_speedup"
  case secondsSaved = "seconds_saved"
  case bandsGained = "bands_gained"

  // Whether it pays.
  case runsPerWeek = "runs_per_week"
  case buildHours = "build_hours"
  case hoursSavedPerWeek = "hours_saved_per_week"
  case breakEvenRuns = "break_even_runs"
  case breakEvenDays = "break_even_days"

  // The project.
  case recentCommits = "recent_commits"
  case commits
  case commitsAround = "commits_around"
  case daysSinceChange = "days_since_change"
  case daysOld = "days_old"
  case authors
  case callSites = "call_sites"
  case importers
  case tests
  case nativeFiles = "native_files"
  case deploymentFiles = "deployment_files"

  // Earlier runs, from the history of this folder.
  case recordedRuns = "recorded_runs"
  case runsWithOtherTypes = "runs_with_other_types"

  /// How a value is written.
  package enum Unit: Sendable {
    case share
    case seconds
    case microseconds
    case count
    case factor
    case hours
    case days
    /// 1 is yes and 0 is no.
    case yesNo
  }

  package var unit: Unit {
    switch self {
    case .cpuShare, .wallShare, .interpreterShare, .interpreterCShare,
      .nativeShare, .waitingShare, .threadWaitShare, .compiledShare,
      .concentration,
      .focusShare, .objectShare, .leavingShare, .madeShare,
      .runCPURatio, .gilWaitShare:
      .share
    case .runSeconds, .hotspotSeconds, .secondsSaved: .seconds
    case .buildHours, .hoursSavedPerWeek: .hours
    case .microsecondsPerCall: .microseconds
    case .speedup, .leastSpeedup, .runSpeedup: .factor
    case .daysSinceChange, .daysOld, .breakEvenDays: .days
    case .isInlineCode, .typesStable, .typesSupported, .typesSimple,
      .isModuleLevel,
      .suggestsAlgorithm,
      .suggestsCache, .suggestsVectorize, .suggestsLibrary, .kernelComplete,
      .copiesLinked,
      .listsIn, .listsOut, .drivesHotter:
      .yesNo
    case .samples, .hotspotSamples, .calls, .loops, .loopDepth,
      .functionLines, .branches, .dynamicOperations, .mappingOperations,
      .unknownCalls,
      .libraryCalls, .inputOutputCalls, .exceptionHandlers, .globalWrites,
      .sideEffects,
      .operationsPerElement, .alternatives, .kernelBlockers, .blockersInLoop,
      .bandsGained,
      .runsPerWeek, .breakEvenRuns, .recentCommits, .commits, .commitsAround,
      .authors, .callSites, .importers, .tests, .nativeFiles,
      .deploymentFiles, .recordedRuns, .runsWithOtherTypes:
      .count
    }
  }
}
