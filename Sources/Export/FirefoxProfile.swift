import Foundation
import ProfileModel

/// The processed profile format of the Firefox Profiler, tables as columns.
///
/// A recording keeps how much time each stack took and not when: the samples
/// stand one after the other, each as long as its stack's time.
///
/// https://github.com/firefox-devtools/profiler/blob/main/docs-developer/CHANGELOG-formats.md
struct FirefoxProfile: Encodable {
  var meta: Meta
  var libs: [String] = []
  var pages: [String] = []
  var counters: [String] = []
  var profilerOverhead: [String] = []
  var shared: Shared
  var threads: [Thread]

  init(_ tree: CallTree) {
    meta = Meta(tree)
    shared = Shared(tree)
    threads = tree.threads.map { Thread($0, in: tree) }
  }

  var data: Data { get throws { try json } }
}

extension FirefoxProfile {
  struct Category: Encodable {
    var name: String
    var color: String
    var subcategories = ["Other"]
  }

  struct Extensions: Encodable {
    var length = 0
    var baseURL: [String] = []
    var id: [String] = []
    var name: [String] = []
  }

  struct Units: Encodable {
    var time = "ms"
    var eventDelay = "ms"
    var threadCPUDelta = "µs"
  }

  struct Meta: Encodable {
    var categories: [Category]
    var debug = false
    var extensions = Extensions()
    /// Milliseconds between samples.
    var interval: Double
    var markerSchema: [String] = []
    var pausedRanges: [String] = []
    /// The layout of everything here; newer profilers upgrade it.
    var preprocessedProfileVersion = 62
    var processType = 0
    var product: String
    var sampleUnits = Units()
    var sourceCodeIsNotOnSearchfox = true
    /// Milliseconds since 1970.
    var startTime: Double
    var symbolicated = true
    var usesOnlyOneStackType = true
    var version = 24

    init(_ tree: CallTree) {
      categories = CallTree.Place.Kind.allCases.map {
        Category(name: $0.title, color: $0.color)
      }
      interval = 1000 / tree.rate
      product = tree.title
      startTime = (tree.run.started.timeIntervalSince1970 * 1000).rounded()
    }
  }
}

extension FirefoxProfile {
  struct FrameTable: Encodable {
    var length = 0
    var address: [Int] = []
    var category: [Int] = []
    var subcategory: [Int] = []
    var column: [Int?] = []
    var `func`: [Int] = []
    var inlineDepth: [Int] = []
    var innerWindowID: [Int] = []
    var line: [Int?] = []
    var nativeSymbol: [Int?] = []
  }

  struct FunctionTable: Encodable {
    var length = 0
    var columnNumber: [Int?] = []
    var isJS: [Bool] = []
    var lineNumber: [Int?] = []
    var name: [Int] = []
    var relevantForJS: [Bool] = []
    var resource: [Int] = []
    var source: [Int?] = []
  }

  struct SourceTable: Encodable {
    var length = 0
    var filename: [Int] = []
    var id: [Int?] = []
    var sourceMapURL: [Int?] = []
    var startColumn: [Int] = []
    var startLine: [Int] = []
  }

  struct StackTable: Encodable {
    var length = 0
    var frame: [Int] = []
    var prefix: [Int?] = []
  }

  struct NativeSymbols: Encodable {
    var length = 0
    var address: [Int] = []
    var functionSize: [Int] = []
    var libIndex: [Int] = []
    var name: [Int] = []
  }

  struct ResourceTable: Encodable {
    var length = 0
    var host: [Int] = []
    var lib: [Int] = []
    var name: [Int] = []
    var type: [Int] = []
  }

  /// What all threads have in common.
  struct Shared: Encodable {
    var frameTable = FrameTable()
    var funcTable = FunctionTable()
    var nativeSymbols = NativeSymbols()
    var resourceTable = ResourceTable()
    var sources = SourceTable()
    var stackTable = StackTable()
    var stringArray: [String] = []

    init(_ tree: CallTree) {
      var texts = Interned<String>()
      var functions = Interned<CallTree.Place>()
      var files = Interned<String>()
      for place in tree.places {
        var function = place
        function.line = nil
        add(place, function: functions.index(of: function))
      }
      for function in functions.values {
        add(function, texts: &texts, files: &files)
      }
      for file in files.values { add(file: texts.index(of: file)) }
      for node in tree.nodes {
        stackTable.length += 1
        stackTable.frame.append(node.place)
        stackTable.prefix.append(node.parent)
      }
      stringArray = texts.values
    }

    private mutating func add(_ place: CallTree.Place, function: Int) {
      frameTable.length += 1
      frameTable.address.append(-1)
      frameTable.category.append(place.kind.index)
      frameTable.subcategory.append(0)
      frameTable.column.append(nil)
      frameTable.func.append(function)
      frameTable.inlineDepth.append(0)
      frameTable.innerWindowID.append(0)
      frameTable.line.append(place.line)
      frameTable.nativeSymbol.append(nil)
    }

    private mutating func add(
      _ function: CallTree.Place, texts: inout Interned<String>,
      files: inout Interned<String>
    ) {
      funcTable.length += 1
      funcTable.columnNumber.append(nil)
      funcTable.isJS.append(false)
      funcTable.lineNumber.append(function.firstLine)
      funcTable.name.append(texts.index(of: function.name))
      funcTable.relevantForJS.append(false)
      funcTable.resource.append(-1)
      funcTable.source.append(function.file.map { files.index(of: $0) })
    }

    private mutating func add(file: Int) {
      sources.length += 1
      sources.filename.append(file)
      sources.id.append(nil)
      sources.sourceMapURL.append(nil)
      sources.startColumn.append(1)
      sources.startLine.append(1)
    }
  }
}

extension FirefoxProfile {
  struct Markers: Encodable {
    var length = 0
    var category: [Int] = []
    var data: [Int] = []
    var endTime: [Double] = []
    var name: [Int] = []
    var phase: [Int] = []
    var startTime: [Double] = []
  }

  struct Samples: Encodable {
    var length = 0
    var stack: [Int?] = []
    /// Milliseconds since the sample before.
    var timeDeltas: [Double] = []
    /// Milliseconds.
    var weight: [Double] = []
    var weightType = "tracing-ms"
    var threadCPUDelta: [Int] = []
  }

  struct Thread: Encodable {
    var isMainThread: Bool
    var markers = Markers()
    var name: String
    var pausedRanges: [String] = []
    var pid: String
    var processName: String
    @Null var processShutdownTime: Double?
    var processStartupTime = 0.0
    var processType = "default"
    var registerTime = 0.0
    var samples = Samples()
    var showMarkersInTimeline = false
    var tid: String
    @Null var unregisterTime: Double?

    init(_ thread: CallTree.Thread, in tree: CallTree) {
      // Linux numbers a process as its first thread.
      isMainThread = thread.id == thread.process
      name = thread.name
      pid = String(thread.process)
      processName = tree.title
      tid = String(thread.id)
      var before = 0
      for sample in thread.samples {
        samples.length += 1
        samples.stack.append(sample.node)
        samples.timeDeltas.append(Double(before) / 1e6)
        samples.weight.append(Double(sample.nanoseconds) / 1e6)
        samples.threadCPUDelta.append(
          sample.state.isOnCPU ? sample.nanoseconds / 1000 : 0)
        before = sample.nanoseconds
      }
    }
  }
}

extension CallTree.Place.Kind {
  fileprivate var index: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// The profiler looks for a category of the color grey, for what has none.
  fileprivate var color: String {
    switch self {
    case .own: "yellow"
    case .library: "grey"
    case .interpreterC: "blue"
    case .native: "green"
    case .waiting: "transparent"
    }
  }

  var title: String {
    switch self {
    case .own: "Python"
    case .library: "Python libraries"
    case .interpreterC: "C code of the interpreter"
    case .native: "Native code"
    case .waiting: "Waiting"
    }
  }
}

/// Is written as `null` where there is no value, and not left out.
@propertyWrapper
struct Null<Value: Encodable>: Encodable {
  var wrappedValue: Value?

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let wrappedValue {
      try container.encode(wrappedValue)
    } else {
      try container.encodeNil()
    }
  }
}
