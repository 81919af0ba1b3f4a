import Foundation

/// Names for the interpreter's functions that a stripped libpython has no
/// symbols for: the methods and slots of built-in types, read from the type
/// objects of the running process.
struct TypeLabels {
  /// Labels by address in the process.
  private(set) var labels: [UInt64: String] = [:]

  /// Exported names of the type objects, and Python's.
  static let types = [
    "PyLong_Type": "int", "PyFloat_Type": "float", "PyList_Type": "list",
    "PyDict_Type": "dict", "PySet_Type": "set",
    "PyFrozenSet_Type": "frozenset", "PyTuple_Type": "tuple",
    "PyUnicode_Type": "str", "PyBytes_Type": "bytes",
    "PyByteArray_Type": "bytearray", "PyComplex_Type": "complex",
  ]

  /// `PyTypeObject` and the structures of its slots have been the same since
  /// Python 3.5, and extension modules compiled for one version rely on it.
  private enum Offset {
    static let number: UInt64 = 96
    static let sequence: UInt64 = 104
    static let mapping: UInt64 = 112
    static let traverse: UInt64 = 184
    static let methods: UInt64 = 232
  }

  private static let numberSlots = [
    0: "nb_add", 1: "nb_subtract", 2: "nb_multiply", 3: "nb_remainder",
    4: "nb_divmod", 5: "nb_power", 11: "nb_lshift", 12: "nb_rshift",
    13: "nb_and", 14: "nb_xor", 15: "nb_or", 20: "nb_inplace_subtract",
    26: "nb_inplace_and", 27: "nb_inplace_xor", 28: "nb_inplace_or",
    29: "nb_floor_divide", 30: "nb_true_divide",
  ]
  private static let sequenceSlots = [
    1: "sq_concat", 2: "sq_repeat", 3: "sq_item", 5: "sq_ass_item",
    7: "sq_contains", 8: "sq_inplace_concat", 9: "sq_inplace_repeat",
  ]
  private static let mappingSlots = [1: "mp_subscript", 2: "mp_ass_subscript"]

  /// Adds the labels of one type object.
  mutating func read(_ type: String, at address: UInt64, of process: pid_t) {
    func word(_ address: UInt64) -> UInt64 {
      RemoteMemory.word(of: process, at: address) ?? 0
    }
    let tables = [
      (Offset.number, Self.numberSlots), (Offset.sequence, Self.sequenceSlots),
      (Offset.mapping, Self.mappingSlots),
    ]
    for (offset, slots) in tables {
      let table = word(address + offset)
      guard table != 0 else { continue }
      for (index, name) in slots {
        add(word(table + UInt64(index) * 8), "\(type).\(name)")
      }
    }
    add(word(address + Offset.traverse), "\(type).tp_traverse")
    // PyMethodDef: name, function, flags, documentation; a null name ends.
    var method = word(address + Offset.methods)
    for _ in 0..<200 where method != 0 {
      let name = word(method)
      guard name != 0 else { break }
      let bytes = RemoteMemory.bytes(of: process, at: name, count: 24) ?? []
      let text = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      add(word(method + 8), "\(type).\(text)")
      method += 32
    }
  }

  private mutating func add(_ address: UInt64, _ label: String) {
    // The first label stays: a slot shared by types is named after the first.
    if address != 0, labels[address] == nil { labels[address] = label }
  }
}
