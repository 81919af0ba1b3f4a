import PythonSyntax

extension ModuleFacts.Definition {
  /// The same function in fewer constructs, and what it imports itself. What
  /// is inside another has that one's caches.
  func desugared(
    _ facts: ModuleFacts, isInside: Bool = false
  ) -> (definition: ModuleFacts.Definition, aliases: LocalAliases) {
    var taken = facts.boundNames
    taken.formUnion(function.body.nameCounts.keys)
    var aliases = LocalAliases(function)
    var result = aliases.resolve()
    var cached = CachedFunctions(range, facts, taken: taken)
    result = cached.expand(result, isInside: isInside)
    var shared = SharedNames(range, taken: taken)
    result = shared.share(result)
    if !facts.hasStarImport,
      facts.boundNames.isDisjoint(with: ["bytes", "bytearray"])
    {
      var attributes = ByteAttributes(facts.listedAttributes, range)
      result.body = attributes.expand(result.body)
      var bytes = LocalBytes(range)
      result.body = bytes.expand(result.body)
    }
    if !facts.hasStarImport,
      facts.boundNames.isDisjoint(with: ["iter", "next", "len"])
    {
      var kept = KeptIterators(
        range, taken: taken.union(result.body.nameCounts.keys)
      ) { expression in
        guard let library = facts.library(expression),
          library.module == "itertools"
        else { return nil }
        return library.name
      }
      result.body = kept.expand(result.body)
    }
    var caught = CaughtFailures(range, facts, taken: taken)
    if !facts.hasStarImport { result.body = caught.expand(result.body) }
    if !facts.hasStarImport,
      facts.boundNames.isDisjoint(with: ["len", "list", "range"])
    {
      result.body = result.body.withListedRanges(facts)
    }
    var inner = InnerNames(
      result, taken: taken.union(result.body.nameCounts.keys))
    result.body = inner.rename(result.body)
    result.body = result.body.withTestedNames
    var versions = NameVersions(
      result, taken: taken.union(result.body.nameCounts.keys))
    result.body = versions.split(result)
    return (ModuleFacts.Definition(function: result, range: range), aliases)
  }
}
