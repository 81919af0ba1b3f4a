import ProfileModel
import PythonSyntax

/// Gives types to a function and to those it calls, and turns them into IR.
///
/// Every function of the kernel has one set of types, which grows until it no
/// longer changes: each pass lowers everything with the types known so far,
/// and the IR of the last pass stands.
final class ProgramLowering {
  let facts: ModuleFacts
  let classes: ClassTable
  let lines: [Substring]
  private(set) var functions: [String: FunctionState] = [:]
  /// In the order in which they were met.
  private(set) var order: [String] = []
  /// The buffers that some function stores into.
  private(set) var changedBuffers: Set<BufferType> = []
  private var entry: FunctionState?
  /// Set by whatever learns something new in a pass.
  var hasChanged = false
  private(set) var pass = 0
  /// The functions whose results were asked for: see `learnResults`.
  var triedResults: Set<String> = []
  var depth = 0

  /// From this pass on, an interval that still grows is given up.
  static let wideningPass = 4
  private static let mostPasses = 40

  init(classes: ClassTable, source: String) {
    facts = classes.facts
    self.classes = classes
    lines = source.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  }

  /// The state of a module's function, made when it is first asked for.
  func state(of name: String) -> FunctionState? {
    if let state = functions[name] { return state }
    guard let definition = facts.functions[name] else { return nil }
    let state = FunctionState(name: name, definition: definition, in: facts)
    functions[name] = state
    order.append(name)
    hasChanged = true
    return state
  }

  /// The state of a function inside another, made when it is first met.
  func nestedState(
    _ name: String, _ make: () -> FunctionState
  ) -> FunctionState {
    if let state = functions[name] { return state }
    let state = make()
    functions[name] = state
    order.append(name)
    hasChanged = true
    return state
  }

  /// The state of a method for instances of exactly one class; nil where an
  /// attribute of instances may take its place.
  func methodState(
    _ type: ClassCell, _ name: String, _ definition: ModuleFacts.Definition,
    owner: String, isInitial: Bool = false
  ) -> FunctionState? {
    guard !facts.assignedAttributes.contains(name), !type.isAssigned(name)
    else { return nil }
    var whole = "\(type.swiftName)__"
    if owner != type.name { whole += "\(owner)__" }
    whole += name
    while facts.boundNames.contains(whole) { whole += "_" }
    return nestedState(whole) {
      let state = FunctionState(
        name: whole, definition: definition, in: facts)
      state.owner = (type, owner)
      state.isInitializer = isInitial
      return state
    }
  }

  func noteChange(of buffer: BufferType) {
    // A row is of the same memory as its array.
    for rank in 1...4 {
      let type = buffer.with(rank: rank)
      if changedBuffers.insert(type).inserted { hasChanged = true }
    }
  }

  /// Python's calls arrive at the function.
  func isEntry(_ state: FunctionState) -> Bool {
    entry.map { $0 === state } ?? true
  }

  /// What a call passes for a parameter is one of the ints that it can be.
  func learn(_ parameter: String, of callee: FunctionState, _ value: Value) {
    let given = value.type.isInt ? value.interval : .all
    let old = callee.variables[parameter]?.interval
    let hull = old?.hull(given) ?? given
    if hull == old { return }
    callee.variables[parameter]?.isCounter = false
    callee.variables[parameter]?.interval =
      pass > Self.wideningPass ? old?.widened(to: hull) ?? hull : hull
    hasChanged = true
  }

  /// The bodies of the function and of all it calls, or what is in the way.
  func lower(
    _ entry: FunctionState, parameters: [KernelType]
  ) -> Result<[KernelFunctionBody], BlockerList> {
    self.entry = entry
    for (parameter, type) in zip(entry.parameterNames, parameters) {
      entry.variables[parameter] = VariableState(type: type)
    }
    var bodies: [KernelFunctionBody] = []
    var blockers: [Blocker] = []
    repeat {
      hasChanged = false
      pass += 1
      bodies = []
      blockers = []
      // Functions met on the way join the list while it is gone through.
      var index = 0
      while index < order.count {
        if let state = functions[order[index]], !state.isTemplate {
          let lowering = FunctionLowering(state, in: self)
          bodies.append(lowering.lower())
          blockers += lowering.blockers
        }
        index += 1
      }
      if !hasChanged, learnResults() { hasChanged = true }
    } while hasChanged && pass < Self.mostPasses
    if hasChanged && blockers.isEmpty {
      blockers.append(
        Blocker(
          construct: "a type that keeps growing",
          range: entry.definition.range,
          advice: "Give each variable values of one type."))
    }
    return blockers.isEmpty
      ? .success(bodies) : .failure(BlockerList(blockers: blockers))
  }
}

struct BlockerList: Error {
  var blockers: [Blocker]
}

/// What is known about one function, from pass to pass.
final class FunctionState {
  let name: String
  let definition: ModuleFacts.Definition
  /// As it stands in the source.
  private let original: ModuleFacts.Definition
  /// The parameters of which it asks the types: each kind of them gets a
  /// translation, and the state itself none where it is a template.
  let tested: Set<String>
  var isTemplate = false
  /// What calls pass: the function's own parameters, then what a nested
  /// function takes from around it.
  let parameterNames: [String]
  let ownParameterNames: [String]
  /// Every name the function binds.
  let localNames: Set<String>
  /// Those that it declares to be the module's.
  let globalNames: Set<String>
  /// What holds variables of the module and its classes, where it, or what it
  /// calls, uses any.
  var holders: [ClassCell] = []
  /// What a class method calls its class.
  var classNames: [String: String] = [:]
  /// The functions of the module that it is called with, by parameter.
  var functionNames: [String: String] = [:]
  /// The names that its statements bind.
  let assignedNames: Set<String>
  /// Functions defined in the function, and around it, by the name they go by.
  var nested: [String: NestedFunction] = [:]
  /// What the function imports itself, or one around it.
  var imported: [String: ModuleFacts.LibraryName]
  var modules: [String: String]
  var variables: [String: VariableState] = [:]
  /// Unknown until a `return` was reached.
  var result = KernelType.unknown
  /// Names that may be used before they are assigned.
  var flagged: Set<String> = []
  var callees: Set<String> = []
  var usesComplex = false
  var usesSharedRandom = false
  /// What numbers of Python become beside scalars of NumPy matters.
  var usesWeakNumbers = false
  /// It calls functions of NumPy's own.
  var asksNumPy = false
  /// It draws what the functions of `numpy.random` draw.
  var usesNumPyRandom = false
  /// Where it is a method: of which class, and which one in its lineage has it.
  var owner: (type: ClassCell, name: String)?
  /// It is the `__init__` that `@dataclass` writes.
  var isGenerated: Bool {
    guard isInitializer, let owner else { return false }
    return owner.type.members.joined().contains {
      $0.name == owner.name && $0.kind == .dataClass
        && $0.methods["__init__"] == nil
    }
  }
  /// It sets the attributes of an instance that nobody else has seen.
  var isInitializer = false
  /// The types of what `sum`, `min` and `max` go over, by place.
  var sums: [SourceRange: KernelType] = [:]
  /// The cells of the lists that are made, by place.
  var madeLists: [Place: ElementCell] = [:]

  /// Where something is made, and which of several things there.
  struct Place: Hashable {
    var range: SourceRange
    var role: String
  }

  init(
    name: String, definition: ModuleFacts.Definition, in facts: ModuleFacts,
    captured: [String] = [], isInside: Bool = false
  ) {
    self.name = name
    original = definition
    tested =
      captured.isEmpty && !isInside ? definition.function.testedParameters : []
    let (plain, aliases) = definition.desugared(facts, isInside: isInside)
    self.definition = plain
    imported = aliases.imported
    modules = aliases.modules
    ownParameterNames = plain.function.parameters.all.map(\.name)
    parameterNames = ownParameterNames + captured
    localNames = Set(parameterNames).union(
      plain.function.body.ownAssignedNames)
    assignedNames = plain.function.body.ownAssignedNames
    globalNames = plain.function.body.ownGlobalNames
    for parameter in parameterNames {
      variables[parameter] = VariableState(type: .unknown)
    }
  }
}

extension FunctionState {
  /// The same function once more.
  convenience init(
    _ name: String, like other: FunctionState, in facts: ModuleFacts
  ) {
    self.init(name: name, definition: other.original, in: facts)
    owner = other.owner
    isInitializer = other.isInitializer
    classNames = other.classNames
    functionNames = other.functionNames
  }
}

struct VariableState {
  var type: KernelType
  /// Nil before the first assignment was seen.
  var interval: Interval?
  /// Every assignment so far gave it a small value, or added little.
  var isCounter = true

  init(type: KernelType) {
    self.type = type
  }
}
