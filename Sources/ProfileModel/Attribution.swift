import PythonSyntax

/// Decides for each stack which loop, or recursive function, its time belongs
/// to.
///
/// From the innermost frame outwards, the first of the user's own frames that
/// is inside a loop of its function, or whose function is recursive, claims
/// the sample: a small helper, or a library, called from a loop counts for
/// that loop. Where none of the user's frames claims it, the libraries' own
/// loops are tried, and last the innermost of the user's functions.
struct Attribution {
  /// What one hotspot is made of.
  struct Place: Hashable {
    var kind: Hotspot.Kind
    var file: String
    var qualifiedName: String
    /// First line of the function, where several share a name.
    var firstLine: Int
    /// The outermost loop, or the function.
    var range: SourceRange
  }

  struct Claim {
    var place: Place
    /// The innermost loop, and how deep it is in its nest (1: the nest's
    /// outermost); nil where the time is in no loop.
    var loop: (range: SourceRange, depth: Int)?
    /// The line of the frame that claimed the sample.
    var line: Int?
    /// The line of the innermost of the user's functions, where that is
    /// another one in the same file.
    var helperLine: Int?
    /// Index of the code object of the innermost frame that is the user's.
    var innermostCode: Int?
  }

  private let recording: Recording
  private let sources: SourceIndex
  private let territory: Territory
  private let recursive: Set<CodeObject>
  private var claims: [Int: Claim] = [:]

  init(
    _ recording: Recording, sources: SourceIndex, territory: Territory
  ) {
    self.recording = recording
    self.sources = sources
    self.territory = territory
    recursive = recording.codesThatCallThemselves
  }

  /// Nil where no frame of the stack has a source or a name of the user's.
  mutating func claim(stack: Int) -> Claim? {
    if let known = claims[stack] { return known }
    let frames = recording.frames(ofStack: stack)
    var claim = decide(frames: frames)
    let innermost = frames.first {
      territory.isOwn(recording.codes[$0.code].file)
    }
    claim?.innermostCode = innermost?.code
    if let innermost, let place = claim?.place,
      recording.codes[innermost.code].file == place.file,
      !recording.codes[innermost.code].isPart(of: place.qualifiedName)
    {
      claim?.helperLine = innermost.position?.line
    }
    claims[stack] = claim
    return claim
  }

  private func decide(frames: [Frame]) -> Claim? {
    let own = frames.map { territory.isOwn(recording.codes[$0.code].file) }
    for wantsOwn in [true, false] {
      for index in frames.indices where own[index] == wantsOwn {
        // A library that calls back runs the user's code in its own loop: it
        // is that code that counts.
        if !wantsOwn, own[..<index].contains(true) { break }
        let callee = index > 0 ? frames[index - 1] : nil
        if let claim = loopClaim(frames[index], callee: callee) {
          return claim
        }
      }
    }
    let innermost =
      zip(frames, own).first { $0.1 }?.0
      ?? frames.first { !recording.codes[$0.code].file.hasPrefix("<") }
      ?? frames.first
    return innermost.map { functionClaim($0) }
  }

  private func loopClaim(_ frame: Frame, callee: Frame?) -> Claim? {
    let code = recording.codes[frame.code]
    guard let file = sources.file(code.file),
      let scope = self.scope(of: frame, in: file)
    else { return nil }
    let loops: [Loop] =
      frame.position.map { position in
        let calls = callee.map { !isIterator($0) } ?? false
        return file.loops(of: scope, at: position, calls: calls)
      } ?? []
    let line = frame.position?.line
    let innermost = loops.last.map {
      (range: $0.range, depth: loops.count)
    }
    let isRecursive =
      scope.isRecursive && scope.className == nil
      || recursive.contains(
        CodeObject(
          file: code.file, qualifiedName: scope.qualifiedName,
          firstLine: scope.range.line))
    if isRecursive, scope.function != nil {
      return Claim(
        place: Place(.recursion, code.file, scope, scope.range),
        loop: innermost, line: line)
    }
    guard let nest = loops.first else { return nil }
    return Claim(
      place: Place(.loop, code.file, scope, nest.range), loop: innermost,
      line: line)
  }

  private func functionClaim(_ frame: Frame) -> Claim {
    let code = recording.codes[frame.code]
    let scope = sources.file(code.file).flatMap {
      self.scope(of: frame, in: $0)
    }
    guard let scope else {
      let line = frame.position?.line ?? code.firstLine
      let range = SourceRange(
        line: code.firstLine, column: 0, endLine: code.firstLine, endColumn: 0)
      return Claim(
        place: Place(
          kind: .function, file: code.file, qualifiedName: code.qualifiedName,
          firstLine: code.firstLine, range: range),
        loop: nil, line: line)
    }
    return Claim(
      place: Place(.function, code.file, scope, scope.range), loop: nil,
      line: frame.position?.line)
  }

  private func scope(of frame: Frame, in file: SourceIndex.File) -> Scope? {
    if let position = frame.position {
      return file.scopes.innermost(
        line: position.line, column: position.column)
    }
    let code = recording.codes[frame.code]
    return file.scopes.scope(
      named: code.qualifiedName, firstLine: code.firstLine)
  }

  /// The frame may be one that a loop resumes for each element, not one that
  /// is called to make what the loop iterates over.
  private func isIterator(_ frame: Frame) -> Bool {
    let code = recording.codes[frame.code]
    if code.qualifiedName.hasSuffix("<genexpr>") { return true }
    if code.qualifiedName.hasSuffix("__next__") { return true }
    guard let file = sources.file(code.file),
      let function = self.scope(of: frame, in: file)?.function
    else { return false }
    return function.isGenerator
  }
}

extension CodeObject {
  /// The function itself, or a comprehension or lambda in it.
  fileprivate func isPart(of function: String) -> Bool {
    qualifiedName == function
      || qualifiedName.hasPrefix(
        function == "<module>" ? "<" : function + ".<locals>.<")
  }
}

extension Attribution.Place {
  fileprivate init(
    _ kind: Hotspot.Kind, _ file: String, _ scope: Scope, _ range: SourceRange
  ) {
    self.init(
      kind: kind, file: file, qualifiedName: scope.qualifiedName,
      firstLine: scope.range.line, range: range)
  }
}

extension Recording {
  /// Innermost first.
  func frames(ofStack stack: Int) -> [Frame] {
    var result: [Frame] = []
    var next: Int? = stack
    while let index = next {
      result.append(frames[stacks[index].frame])
      next = stacks[index].parent
    }
    return result
  }

  /// Functions that were seen twice on one stack.
  fileprivate var codesThatCallThemselves: Set<CodeObject> {
    var found: Set<Int> = []
    for node in stacks {
      let code = frames[node.frame].code
      if found.contains(code) { continue }
      var next = node.parent
      while let index = next {
        if frames[stacks[index].frame].code == code {
          found.insert(code)
          break
        }
        next = stacks[index].parent
      }
    }
    return Set(found.map { codes[$0] })
  }
}
