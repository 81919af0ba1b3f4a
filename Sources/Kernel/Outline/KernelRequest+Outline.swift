package import ProfileModel
import PythonSyntax

extension KernelRequest {
  /// Requests for loops of a hotspot as functions of their own: the outermost
  /// first, then the hottest inside it, and so on. What keeps the outermost
  /// from being taken out is told where there is nothing to request.
  package func outlines(
    of hotspot: Hotspot
  ) -> (requests: [KernelRequest], blockers: [Blocker]) {
    let scopes = module.scopes
    let scope =
      hotspot.qualifiedName == "<module>"
      ? scopes.first
      : scopes.scope(
        named: hotspot.qualifiedName, firstLine: hotspot.lines.lowerBound)
    guard let scope, hotspot.kind == .loop else { return ([], []) }
    let surroundings = LoopSurroundings(
      scope, in: module, facts: ModuleFacts(module))
    let lines = SourceLines(source)
    var requests: [KernelRequest] = []
    var blockers: [Blocker] = []
    var loop = surroundings.body.loops.first { $0.holds(hotspot) }
    while let candidate = loop, requests.count < Self.mostOutlines {
      switch surroundings.outline(candidate, lines: lines) {
      case .success(let outline): requests.append(outlining(outline))
      case .failure(let list):
        if requests.isEmpty, blockers.isEmpty { blockers = list.blockers }
      }
      loop = candidate.blocks.flatMap(\.loops).max {
        hotspot.share(of: $0) < hotspot.share(of: $1)
      }
    }
    return (requests, requests.isEmpty ? blockers : [])
  }

  /// The loop of a file's top level that calls a hotspot's function, as a
  /// function of its own; nil where there is none. The hotspot's own file
  /// comes first, then the script.
  package static func outline(
    around hotspot: Hotspot, in profile: Profile
  ) -> KernelRequest? {
    let own = KernelRequest(hotspot, in: profile)
    if let found = own?.outline(around: hotspot, in: profile) { return found }
    guard
      let script = profile.modules.keys.first(where: {
        profile.moduleName(of: $0) == "__main__"
      }), script != hotspot.file
    else { return nil }
    return KernelRequest(function: "<module>", of: script, in: profile)?
      .outline(around: hotspot, in: profile)
  }

  private func outline(
    around hotspot: Hotspot, in profile: Profile
  ) -> KernelRequest? {
    guard hotspot.qualifiedName != "<module>",
      let scope = module.scopes.first, scope.function == nil
    else { return nil }
    let surroundings = LoopSurroundings(
      scope, in: module, facts: ModuleFacts(module))
    let loop = surroundings.body.loops.first {
      profile.isSpent(hotspot, under: $0.range.lines, of: file)
    }
    guard let loop,
      case .success(let outline) = surroundings.outline(
        loop, lines: SourceLines(source))
    else { return nil }
    return outlining(outline)
  }

  /// Deeper loops run too often for a kernel each time.
  private static let mostOutlines = 3

  /// The same module with the loop as a function at its end.
  private func outlining(_ outline: OutlinedLoop) -> KernelRequest {
    var request = self
    request.outline = outline
    request.function = outline.name
    request.module.body.append(outline.statement)
    if let seen = observations[outline.scope] {
      let variables = outline.inputs.compactMap { input in
        seen.variables.first { $0.name == input }.map {
          ObservedVariable(name: input, isParameter: true, types: $0.types)
        }
      }
      request.observations[outline.name] = FunctionObservation(
        code: seen.code, looks: seen.looks, variables: variables)
    }
    return request
  }
}

extension Statement {
  /// The hotspot is this loop, or a comprehension in this statement.
  fileprivate func holds(_ hotspot: Hotspot) -> Bool {
    switch kind {
    case .for, .while: range.lines == hotspot.lines
    default:
      range.lines.contains(hotspot.lines.lowerBound)
        && range.lines.contains(hotspot.lines.upperBound)
    }
  }

  fileprivate var hasComprehension: Bool {
    var found = false
    [self].visitExpressions {
      if case .comprehension = $0.kind { found = true }
    }
    return found
  }
}

extension [Statement] {
  /// The outermost loop statements of one scope, in blocks too, and statements
  /// whose loop is a comprehension.
  var loops: [Statement] {
    flatMap { statement -> [Statement] in
      switch statement.kind {
      case .for, .while: [statement]
      case .assign, .annotatedAssign, .augmentedAssign, .expression:
        statement.hasComprehension ? [statement] : []
      case .function, .classDefinition: []
      default: statement.blocks.flatMap(\.loops)
      }
    }
  }
}

extension Hotspot {
  /// Of its CPU time, in a loop and those inside it.
  fileprivate func share(of loop: Statement) -> Double {
    loops.filter {
      loop.range.lines.contains($0.lines.lowerBound)
        && loop.range.lines.contains($0.lines.upperBound)
    }.map(\.share).reduce(0, +)
  }
}
