import Foundation

/// The functions of the libpython in the script's process.
final class PythonFunctions {
  struct Function {
    /// Its address in the process.
    var start: UInt64
    /// From the symbol table, or a label such as `list.sort`.
    var name: String?
    var kind: InterpreterWork.Kind
    /// The evaluation loop itself.
    var isEvaluation = false
    /// An arithmetic operation of `int`, or what it jumps to.
    var isIntegerSlot = false
    /// A slot or method of a type.
    var isSlot = false
    /// Whether the symbol table has no name for it.
    var isUnnamed = false
  }

  let module: String
  private let image: NativeImage
  private let bias: UInt64
  private var labels: [UInt64: String] = [:]
  private var slots: Set<UInt64> = []
  private var integerSlots: Set<UInt64> = []
  private var bigIntegers: Set<UInt64> = []
  /// By begin of the function, or by address where that is not known.
  private var known: [UInt64: Function] = [:]
  /// Addresses in the process of the evaluation loop's code.
  private(set) var evaluation: [Range<UInt64>] = []

  init(_ image: NativeImage, bias: UInt64, process: pid_t) {
    self.image = image
    self.bias = bias
    module = image.name
    guard let elf = image.image else { return }
    let loop = "_PyEval_EvalFrameDefault"
    let names = Set(TypeLabels.types.keys).union([loop, loop + ".cold"])
    let found = elf.addresses(of: names)
    for name in [loop, loop + ".cold"] {
      guard let symbol = found[name], symbol.size > 0 else { continue }
      let begin = symbol.address &+ bias
      evaluation.append(begin..<begin &+ symbol.size)
    }
    var types = TypeLabels()
    for (symbol, type) in TypeLabels.types.sorted(by: { $0.key < $1.key }) {
      guard let address = found[symbol]?.address else { continue }
      types.read(type, at: address &+ bias, of: process)
    }
    labels = types.labels
    slots = Set(types.labels.keys)
    for (address, label) in types.labels where label.hasPrefix("int.nb_") {
      integerSlots.insert(address)
    }
    if !elf.hasLocalFunctions { spreadLabels(types.labels) }
  }

  func function(at address: UInt64) -> Function {
    if evaluation.contains(where: { $0.contains(address) }) {
      return Function(
        start: evaluation[0].lowerBound, name: "_PyEval_EvalFrameDefault",
        kind: .bytecode, isEvaluation: true)
    }
    let own = address &- bias
    let symbol = image.image?.function(at: own)
    let start =
      symbol?.address ?? image.unwindTable?.functionStart(own) ?? own
    if let function = known[start] { return function }
    let function = describe(
      start &+ bias, symbol.flatMap { image.image?.name($0) })
    known[start] = function
    return function
  }

  private func describe(_ start: UInt64, _ name: String?) -> Function {
    let isEvaluation =
      name.map {
        $0.hasPrefix("_PyEval_EvalFrame") || $0.hasPrefix("_TAIL_CALL_")
      } ?? false
    let label = labels[start]
    var kind = name.map { InterpreterWork.kind(ofFunction: $0) } ?? .bytecode
    if kind == .bytecode, let label {
      kind = InterpreterWork.kind(ofLabel: label)
    }
    if bigIntegers.contains(start) { kind = .integer }
    return Function(
      start: start, name: name ?? label, kind: kind, isEvaluation: isEvaluation,
      isIntegerSlot: integerSlots.contains(start),
      isSlot: slots.contains(start), isUnnamed: name == nil)
  }

  /// Names the unnamed functions that one labelled function alone calls: in
  /// a stripped library, a method is often a wrapper around its real work.
  private func spreadLabels(_ given: [UInt64: String]) {
    var callers: [UInt64: Set<String>] = [:]
    for (address, label) in given {
      for (target, isJump) in targets(from: address) where given[target] == nil
      {
        if label.hasPrefix("int.nb_") {
          // What multiplication *calls* is for big integers; the others call
          // a function for small ones, too.
          if label == "int.nb_multiply", !isJump {
            bigIntegers.insert(target)
          } else {
            integerSlots.insert(target)
          }
        }
        callers[target, default: []].insert(label)
      }
    }
    for (target, names) in callers {
      if names.count == 1 { labels[target] = names.first }
    }
  }

  /// Where the code of a function jumps to or calls, as far as those are
  /// begins of functions without a name.
  private func targets(
    from address: UInt64
  ) -> [(address: UInt64, isJump: Bool)] {
    #if arch(x86_64)
    guard let elf = image.image, let table = image.unwindTable,
      let range = table.function(address &- bias),
      let offset = elf.offset(of: range.lowerBound)
    else { return [] }
    var targets: [(address: UInt64, isJump: Bool)] = []
    for index in 0..<max(0, Int(range.count) - 4) {
      guard let code: UInt8 = elf.file.load(offset + index),
        code == 0xe8 || code == 0xe9,
        let distance: Int32 = elf.file.load(offset + index + 1)
      else { continue }
      let target =
        range.lowerBound &+ UInt64(index) &+ 5
        &+ UInt64(bitPattern: Int64(distance))
      guard !range.contains(target), table.functionStart(target) == target,
        elf.function(at: target) == nil
      else { continue }
      targets.append((target &+ bias, code == 0xe9))
    }
    return targets
    #else
    return []
    #endif
  }
}
