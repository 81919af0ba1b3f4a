internal import Foundation
package import ProfileModel
internal import PythonSyntax

/// A recording made by hand: sources, and samples written as
/// `place < caller < caller | weight state`.
///
/// A place is `file.py:line` or `file.py:line:text`, where `text` is what the
/// frame's position covers on that line (default: the whole line, as for a
/// statement). `@name` in front gives the code object's name where it is not
/// the function around the place (`@f.<locals>.<genexpr>`). What follows the
/// bar is a number of samples of a millisecond each, then optionally a
/// `ThreadState`, `c` (C code of the interpreter), `native`, or `library:symbol`
/// behind one of the last two.
package struct RecordingFixture {
  package static let folder = "/project"
  package static let library = "/usr/lib/python3.12"

  package var recording: Recording
  private var modules: [String: Module] = [:]

  /// The first file is the script; names are relative to the project's
  /// folder unless absolute.
  package init(
    _ files: KeyValuePairs<String, String>, target: Run.Target? = nil,
    wallSeconds: Double? = nil, cpuSeconds: Double? = nil
  ) throws {
    let run = Run(
      target: target ?? .script(files.first?.key ?? "script.py"),
      arguments: [], workingDirectory: Self.folder,
      python: PythonDescription(
        executable: "/usr/bin/python3.12", version: "3.12.1",
        library: "/usr/lib/libpython3.12.so",
        libraryDirectories: [
          Self.library, "\(Self.folder)/.venv/lib/python3.12/site-packages",
        ]),
      started: Date(timeIntervalSince1970: 1_700_000_000),
      wallSeconds: wallSeconds ?? 0, cpuSeconds: cpuSeconds ?? 0,
      ending: .exited(0))
    recording = Recording(
      run: run, sampler: SamplerStatistics(rate: 1000, ownCPUSeconds: 0.001))
    recording.processes = [ProcessDescription(id: 1)]
    recording.threads = [ThreadDescription(id: 1, name: "MainThread")]
    for (name, text) in files {
      let path = Self.path(name)
      let json = try syntaxOfPython(text)
      modules[path] = try Module(json: json)
      recording.sources.append(
        SourceFile(path: path, text: text, syntax: json))
    }
    wallIsGiven = wallSeconds != nil
    cpuIsGiven = cpuSeconds != nil
  }

  private let wallIsGiven: Bool
  private let cpuIsGiven: Bool

  /// Adds samples, one group a line.
  package mutating func sample(_ lines: String) {
    for line in lines.split(separator: "\n") {
      let halves = line.split(separator: "|", maxSplits: 1)
      guard halves.count == 2 else { continue }
      let places = halves[0].components(separatedBy: " < ").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      let words = halves[1].split(separator: " ").map(String.init)
      add(places, words: words)
    }
  }

  private mutating func add(_ places: [String], words: [String]) {
    let count = Int(words.first ?? "") ?? 1
    var parent: Int?
    for place in places.reversed() where place != "-" {
      let frame = index(of: frame(place), in: \.frames)
      parent = index(of: StackNode(parent: parent, frame: frame), in: \.stacks)
    }
    let state =
      words.lazy.compactMap(ThreadState.init(rawValue:)).first ?? .running
    let native = words.dropFirst().compactMap(nativeFrame).first
    recording.samples.append(
      SampleGroup(
        thread: 0, stack: parent, state: state,
        native: !state.isOnCPU
          ? nil
          : index(
            of: native
              ?? NativeFrame(
                domain: .interpreter, module: "libpython3.12.so",
                symbol: "_PyEval_EvalFrameDefault"), in: \.nativeFrames),
        count: count, nanoseconds: count * 1_000_000))
    recording.sampler.taken += count
    let seconds = Double(count) / 1000
    if !wallIsGiven { recording.run.wallSeconds += seconds }
    if state.isOnCPU, !cpuIsGiven {
      recording.run.cpuSeconds += seconds
    }
  }

  private func nativeFrame(_ word: String) -> NativeFrame? {
    let parts = word.split(separator: ":", maxSplits: 1).map(String.init)
    let domain: NativeFrame.Domain
    switch parts[0] {
    case "c": domain = .interpreterC
    case "native": domain = .native
    case _ where ThreadState(rawValue: word) != nil: return nil
    default:
      return NativeFrame(
        domain: .native, module: parts[0], symbol: parts.last)
    }
    return NativeFrame(
      domain: domain, module: domain == .native ? "ext.so" : "libpython.so",
      symbol: parts.count > 1 ? parts[1] : nil)
  }

  private mutating func frame(_ place: String) -> Frame {
    var place = place
    var name: String?
    if place.hasPrefix("@") {
      let words = place.dropFirst().split(separator: " ", maxSplits: 1)
      name = String(words[0])
      place = words.count > 1 ? String(words[1]) : ""
    }
    let parts = place.split(
      separator: ":", maxSplits: 2, omittingEmptySubsequences: false
    ).map(String.init)
    let path = Self.path(parts[0])
    let line = parts.count > 1 ? Int(parts[1]) : nil
    let position = line.flatMap {
      range(path, line: $0, text: parts.count > 2 ? parts[2] : nil)
    }
    let scope = position.flatMap { position in
      modules[path]?.scopes.innermost(
        line: position.line, column: position.column)
    }
    let code = CodeObject(
      file: path, qualifiedName: name ?? scope?.qualifiedName ?? "<module>",
      firstLine: name == nil ? scope?.range.line ?? 1 : line ?? 1)
    return Frame(code: index(of: code, in: \.codes), position: position)
  }

  private func range(_ path: String, line: Int, text: String?) -> SourceRange {
    let source = recording.sources.first { $0.path == path }?.text ?? ""
    let lines = source.split(
      separator: "\n", omittingEmptySubsequences: false)
    let content = lines.indices.contains(line - 1) ? lines[line - 1] : ""
    let wanted = text ?? content.trimmingCharacters(in: .whitespaces)
    let start = content.range(of: wanted)?.lowerBound ?? content.startIndex
    let column = content[..<start].utf8.count
    return SourceRange(
      line: line, column: column, endLine: line,
      endColumn: column + wanted.utf8.count)
  }

  private mutating func index<T: Equatable>(
    of value: T, in list: WritableKeyPath<Recording, [T]>
  ) -> Int {
    if let found = recording[keyPath: list].firstIndex(of: value) {
      return found
    }
    recording[keyPath: list].append(value)
    return recording[keyPath: list].count - 1
  }

  package static func path(_ name: String) -> String {
    name.hasPrefix("/") || name.hasPrefix("<") ? name : "\(folder)/\(name)"
  }
}

extension RecordingFixture {
  /// Says of which types a function's variables were; parameters are those
  /// that the source says are.
  package mutating func observe(
    _ function: String, _ types: KeyValuePairs<String, [ObservedType]>,
    calls: Int? = nil
  ) {
    for (path, module) in modules {
      guard
        let scope = module.scopes.first(where: {
          $0.qualifiedName == function
        })
      else { continue }
      let code = CodeObject(
        file: path, qualifiedName: function, firstLine: scope.range.line)
      let index = index(of: code, in: \.codes)
      let parameters = scope.function?.parameters.all.map(\.name) ?? []
      recording.observations.append(
        FunctionObservation(
          code: index, looks: 100,
          variables: types.map { name, types in
            ObservedVariable(
              name: name, isParameter: parameters.contains(name),
              types: types.map { .init(type: $0, count: 100) })
          }, calls: calls))
      return
    }
  }
}

extension ObservedType {
  package static let int = ObservedType("int")
  package static let float = ObservedType("float")
  package static let str = ObservedType("str")
  package static func list(_ elements: ObservedType...) -> ObservedType {
    ObservedType("list", elements: elements)
  }
  package static func tuple(_ elements: ObservedType...) -> ObservedType {
    ObservedType("tuple", elements: elements)
  }
  package static func array(_ format: String = "d") -> ObservedType {
    ObservedType("numpy.ndarray", format: format, dimensions: 1)
  }
}
