// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
]

/// Test code may be a little freer: it has no foreign boundary to guard.
let relaxed: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(
  name: "Mustache", package: "swift-mustache")
let protobuf = Target.Dependency.product(
  name: "SwiftProtobuf", package: "swift-protobuf")
let subprocess = Target.Dependency.product(
  name: "Subprocess", package: "swift-subprocess")

/// Variables of a thread are reached without a call, which could allocate.
let optimised: [CSetting] = [
  .unsafeFlags([
    "-O2", "-Wall", "-Wextra", "-Werror", "-fvisibility=hidden",
    "-ftls-model=initial-exec",
  ])
]

/// The runtime that every generated kernel carries. The names end in `.txt`
/// because none of it is compiled here.
let kernelRuntime: [Resource] = [
  "AnyNumbers.swift",
  "Boundary.swift",
  "BoundaryLists.swift",
  "BoundaryNumbers.swift",
  "Buffers.swift", "Bytes.swift",
  "Complex.swift",
  "constants.c",
  "Counters.swift", "Counting.swift",
  "Deques.swift",
  "DictItems.swift",
  "Dicts.swift",
  "Floats.swift", "Generators.swift", "generators.c", "Heaps.swift",
  "Instances.swift", "instances.c",
  "Integers.swift",
  "Keys.swift",
  "LinkedInstances.swift",
  "ListOperations.swift",
  "Lists.swift", "ListViews.swift",
  "ArrayComparisons.swift", "ArrayElements.swift", "ArrayOperators.swift",
  "ArrayViews.swift",
  "ArrayMaking.swift", "ArrayMemory.swift", "ArrayOperations.swift",
  "ArrayReductions.swift", "Arrays.swift", "ArraySelection.swift",
  "Asking.swift", "asking.c",
  "NumPyIntegers.swift", "NumPyOwn.swift", "NumPyRandom.swift",
  "NumPyScalars.swift",
  "NumPySingles.swift",
  "NamedTuples.swift",
  "Noise.swift",
  "Norms.swift",
  "Numbers.swift",
  "Ordering.swift", "Pace.swift",
  "Powers.swift",
  "Random.swift",
  "Sequences.swift",
  "Hashes.swift", "SetBoundary.swift", "SetOperations.swift", "Sets.swift",
  "sets.c",
  "Sharing.swift", "sharing.c",
  "Sorting.swift",
  "Texts.swift",
  "TextEditing.swift",
  "TextMethods.swift",
  "TextNumbers.swift",
  "TupleLists.swift", "Mixed.swift", "Tuples.swift",
  "WideTuples.swift",
  "WiderTuples.swift",
  "Words.swift",
  "module.c", "module.map", "module.modulemap",
  "containers.c", "counts.c", "pace.c",
  "numpy.c",
  "random.c",
  "shim.c",
  "shim.h",
  "system.c",
].map { .embedInCode("Resources/\($0).txt") }

/// What the HTML report is made of.
let pageResources: [Resource] = [
  "page.mustache", "summary.mustache", "hotspot.mustache", "kernel.mustache",
  "source.mustache", "proof.mustache", "run.mustache", "timeline.mustache",
  "memory.mustache", "report.css", "code.css", "report.js", "heat.js",
  "highlight.js",
].map { .embedInCode("Resources/\($0)") }

// Dependencies point from the last target listed to the first, never back.
let package = Package(
  name: "swiftlet",
  products: [
    .executable(name: "swiftlet", targets: ["swiftlet"]),
    .library(
      name: "SwiftletRecorder", type: .dynamic, targets: ["CRecorder"]),
  ],
  dependencies: [
    .package(
      url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(
      url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/swift-mustache",
      from: "2.1.1"),
  ],
  targets: [
    .target(
      name: "CSampler",
      // Optimised always: it runs inside the user's process.
      cSettings: optimised),
    // Preloaded into the user's interpreter, with `CSampler` in it.
    .target(
      name: "CRecorder", dependencies: ["CSampler"], cSettings: optimised,
      // Links no Swift runtime, which would handle signals there.
      linkerSettings: [
        .unsafeFlags(["-enable-experimental-feature", "Embedded"])
      ]),
    .target(
      name: "PythonSyntax",
      resources: [.embedInCode("dump_ast.py")], swiftSettings: strict),
    .target(
      name: "ProfileModel", dependencies: ["PythonSyntax"],
      swiftSettings: strict),
    .target(
      name: "Recorder",
      dependencies: ["CSampler", "ProfileModel", "PythonSyntax", subprocess],
      resources: [
        .embedInCode("describe_interpreter.py"), .embedInCode("injection.py"),
        .embedInCode("injection_capture.py"),
        .embedInCode("injection_loops.py"), .embedInCode("trace.py"),
        .embedInCode("trace_lines.py"), .embedInCode("trace_tree.py"),
        .embedInCode("unseen_modules.py"),
      ],
      swiftSettings: strict),
    .target(
      name: "Advice", dependencies: ["ProfileModel", "PythonSyntax", "Yams"],
      // `rules` is a link to the folder at the top of the repository.
      resources: [
        .embedInCode("rules/criteria.yaml"),
        .embedInCode("rules/gains.yaml"),
        .embedInCode("rules/patterns/algorithms.yaml"),
        .embedInCode("rules/patterns/arrays.yaml"),
        .embedInCode("rules/patterns/caches.yaml"),
        .embedInCode("rules/patterns/library.yaml"),
        .embedInCode("rules/verdicts.yaml"),
      ],
      swiftSettings: strict),
    .target(name: "SwiftCode", swiftSettings: strict),
    .target(
      name: "Kernel",
      dependencies: ["ProfileModel", "PythonSyntax", "SwiftCode"],
      resources: kernelRuntime, swiftSettings: strict),
    .target(
      name: "Proof",
      dependencies: [
        "Kernel", "ProfileModel", "PythonSyntax", "Recorder", subprocess,
      ],
      resources: [
        .embedInCode("change.py"), .embedInCode("compare_calls.py"),
        .embedInCode("describe_calls.py"), .embedInCode("exactness.py"),
        .embedInCode("journal.py"), .embedInCode("others.py"),
        .embedInCode("recall.py"),
        .embedInCode("replay.py"), .embedInCode("user_tests.py"),
        .embedInCode("variants.py"),
      ],
      swiftSettings: strict),
    .target(
      name: "History", dependencies: ["ProfileModel", grdb],
      swiftSettings: strict),
    .target(
      name: "Report",
      dependencies: [
        "Advice", "History", "ProfileModel", "Proof", "PythonSyntax",
      ],
      swiftSettings: strict),
    .target(
      name: "CGzip",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("z")]),
    // Generated code, and nothing else.
    .target(
      name: "PprofMessages", dependencies: [protobuf],
      exclude: ["profile.proto"], swiftSettings: [.swiftLanguageMode(.v6)]),
    .target(
      name: "Export",
      dependencies: [
        "CGzip", "PprofMessages", "ProfileModel", "PythonSyntax", protobuf,
      ],
      resources: [
        .embedInCode("flame.css"), .embedInCode("flame.js"),
        .embedInCode("flamegraph.html"),
      ], swiftSettings: strict),
    .target(
      name: "ReportPage",
      dependencies: [
        "Advice", "Export", "ProfileModel", "Proof", "PythonSyntax", "Report",
        mustache,
      ],
      resources: pageResources, swiftSettings: strict),
    .target(
      name: "Live", dependencies: ["ProfileModel", "Report"],
      swiftSettings: strict),
    .executableTarget(
      name: "swiftlet",
      dependencies: [
        "Advice", "Export", "History", "Kernel", "Live", "ProfileModel",
        "Proof", "PythonSyntax", "Recorder", "Report", "ReportPage",
        argumentParser,
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["ProfileModel", "PythonSyntax"],
      path: "Tests/TestSupport", exclude: ["Browser"],
      swiftSettings: relaxed),
    .testTarget(
      name: "PythonSyntaxTests", dependencies: ["PythonSyntax", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "ProfileModelTests", dependencies: ["ProfileModel", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "RecorderTests", dependencies: ["Recorder", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "AdviceTests", dependencies: ["Advice", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "SwiftCodeTests", dependencies: ["SwiftCode"],
      swiftSettings: relaxed),
    .testTarget(
      name: "KernelTests",
      dependencies: ["Kernel", "ProfileModel", "PythonSyntax", "TestSupport"],
      exclude: ["Conformance", "Fuzz", "Sharing"],
      swiftSettings: relaxed),
    .testTarget(
      name: "ProofTests",
      dependencies: [
        "Kernel", "ProfileModel", "Proof", "PythonSyntax", "Recorder",
        "TestSupport",
      ],
      swiftSettings: relaxed),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "TestSupport"],
      swiftSettings: relaxed),
    .testTarget(
      name: "ReportPageTests",
      dependencies: [
        "Advice", "ProfileModel", "Proof", "PythonSyntax", "Report",
        "ReportPage", "TestSupport",
      ],
      swiftSettings: relaxed),
    .testTarget(
      name: "HistoryTests",
      dependencies: ["History", "ProfileModel", "TestSupport", grdb],
      swiftSettings: relaxed),
    .testTarget(
      name: "ExportTests",
      dependencies: ["Export", "ProfileModel", "TestSupport"],
      exclude: ["Readers"],
      swiftSettings: relaxed),
    .testTarget(
      name: "SwiftletTests", dependencies: ["swiftlet", "TestSupport"],
      exclude: ["Cases", "terminal.py"],
      swiftSettings: relaxed),
  ]
)

// The fuzzer brings a main function of its own, and is built by itself, with
// everything that it tests instrumented: see `make fuzz-recordings`.
if Context.environment["SWIFTLET_FUZZER"] != nil {
  package.targets.append(
    .executableTarget(
      name: "RecordingFuzzer", dependencies: ["ProfileModel"],
      path: "Tests/RecordingFuzzer", exclude: ["Seeds"], swiftSettings: relaxed,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]))
}
