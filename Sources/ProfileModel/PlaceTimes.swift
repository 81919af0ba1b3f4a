import PythonSyntax

/// The time of a recording by place, under names that another recording of a
/// changed program can share: lines move, functions and the text of loops
/// mostly stay.
struct PlaceTimes {
  struct Key: Hashable {
    var kind: ProfileComparison.Kind
    /// `module.qualname`.
    var function: String
    /// The first line of a loop, and which of several alike it is.
    var text: String
    var number: Int
  }

  struct Place {
    var file: String
    var lines: ClosedRange<Int>
    var nanoseconds = 0
  }

  let side: ProfileComparison.Side
  let all: EffectiveSamples
  let places: [Key: Place]
  var isEmpty: Bool { places.isEmpty }

  init(_ whole: Recording, view: TimeView) {
    let recording = whole.seen(as: view)
    let sources = SourceIndex(recording.sources)
    let territory = Territory(recording)
    let functions = recording.functions
    var attribution = Attribution(
      recording, sources: sources, territory: territory)
    var all = EffectiveSamples()
    var loops: [Attribution.Place: Int] = [:]
    var codes: [Int: Int] = [:]
    for group in recording.samples {
      all.add(count: group.count, weight: Double(group.nanoseconds))
      guard let stack = group.stack else { continue }
      let code = recording.frames[recording.stacks[stack].frame].code
      codes[code, default: 0] += group.nanoseconds
      if let place = attribution.claim(stack: stack)?.place,
        place.kind != .function
      {
        loops[place, default: 0] += group.nanoseconds
      }
    }
    var places: [Key: Place] = [:]
    for (code, nanoseconds) in codes {
      let object = recording.codes[code]
      let key = Key(
        kind: .function, function: functions[code].name, text: "", number: 0)
      // Code objects of one name are one function to its author.
      var place =
        places[key]
        ?? Place(file: object.file, lines: object.firstLine...object.firstLine)
      place.nanoseconds += nanoseconds
      places[key] = place
    }
    let texts = recording.sources.lines
    var numbers: [Key: Int] = [:]
    for (place, nanoseconds) in loops.sorted(by: { $0.key < $1.key }) {
      let module = territory.moduleName(of: place.file)
      var key = Key(
        kind: .hotspot,
        function: place.qualifiedName == "<module>"
          ? module : "\(module).\(place.qualifiedName)",
        text: texts(place.file, place.range.line), number: 0)
      numbers[key, default: -1] += 1
      key.number = numbers[key] ?? 0
      places[key] = Place(
        file: place.file, lines: place.range.lines, nanoseconds: nanoseconds)
    }
    self.all = all
    self.places = places
    side = ProfileComparison.Side(
      run: recording.run, seconds: all.weight / 1e9,
      samples: recording.samples.reduce(0) { $0 + $1.count })
  }
}

extension Attribution.Place {
  fileprivate static func < (left: Self, right: Self) -> Bool {
    (left.file, left.range.line, left.range.column)
      < (right.file, right.range.line, right.range.column)
  }
}

extension [SourceFile] {
  /// Gives a line of a file without the space around it.
  fileprivate var lines: (String, Int) -> String {
    let lines = Dictionary(
      map { file in
        (
          file.path,
          file.text.split(
            separator: "\n", omittingEmptySubsequences: false
          ).map { $0.trimmingPrefix { $0.isWhitespace } }
        )
      }, uniquingKeysWith: { first, _ in first })
    return { path, number in
      guard let lines = lines[path], lines.indices.contains(number - 1) else {
        return ""
      }
      return String(lines[number - 1])
    }
  }
}
