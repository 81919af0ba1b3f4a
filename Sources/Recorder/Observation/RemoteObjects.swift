import CSampler
import Foundation

/// Reads what objects of another process say of themselves. Every pointer may
/// be stale: what does not look as it should is nil.
final class RemoteObjects {
  private let process: pid_t
  let layout: sl_layout
  /// Integers carry their size and sign in one tagged word (3.12 and later).
  let integersAreTagged: Bool
  private var typeNames: [UInt64: String?] = [:]
  private var formats: [UInt64: String] = [:]
  /// Texts by address.
  var names: [UInt64: String] = [:]

  /// `PyTypeObject`'s first fields are part of the ABI.
  private static let typeNameOffset: UInt64 = 24
  static let typeFlagsOffset: UInt64 = 168
  static let typeSizeOffset: UInt64 = 32
  private static let isHeapType: UInt64 = 1 << 9
  private static let isTypeSubclass: UInt64 = 1 << 31

  init(process: pid_t, layout: sl_layout, version: PythonVersion) {
    self.process = process
    self.layout = layout
    integersAreTagged = version >= PythonVersion(3, 12)
  }

  /// The name of the type at an address: `list`, `numpy.ndarray`; for classes
  /// written in Python, whose module is not read, `?.Name`.
  func typeName(_ address: UInt64) -> String? {
    if let known = typeNames[address] { return known }
    let name = readTypeName(address)
    typeNames[address] = .some(name)
    return name
  }

  private func readTypeName(_ address: UInt64) -> String? {
    guard address % 8 == 0, address != 0,
      let meta = word(address &+ UInt64(layout.object_type)), isType(meta),
      let pointer = word(address &+ Self.typeNameOffset),
      let flags = word(address &+ Self.typeFlagsOffset),
      let name = text(at: pointer), !name.isEmpty
    else { return nil }
    let isPython = flags & Self.isHeapType != 0 && !name.contains(".")
    return isPython ? "?.\(name)" : name
  }

  /// Whether an object of this type is a type.
  private func isType(_ meta: UInt64) -> Bool {
    if meta == layout.type_type { return true }
    guard let flags = word(meta &+ Self.typeFlagsOffset),
      let metaOfMeta = word(meta &+ UInt64(layout.object_type))
    else { return false }
    return metaOfMeta == layout.type_type && flags & Self.isTypeSubclass != 0
  }

  /// A Python string.
  func string(_ address: UInt64) -> String? {
    guard
      let head = RemoteMemory.bytes(
        of: process, at: address, count: Int(layout.string_wide))
    else { return nil }
    let state = Int(head[Int(layout.string_state)])
    let kind = state >> 2 & 7
    guard [1, 2, 4].contains(kind), state & 1 << 5 != 0,
      let length = word(address &+ UInt64(layout.string_length)), length < 1024
    else { return nil }
    let start = state & 1 << 6 != 0 ? layout.string_ascii : layout.string_wide
    let bytes = RemoteMemory.bytes(
      of: process, at: address &+ UInt64(start), count: Int(length) * kind)
    return bytes.map { String(pythonCharacters: $0, kind: kind) }
  }

  /// The variables of a code object: their names, kinds, and how many of the
  /// first are parameters.
  func variables(
    of look: SampleRecord.Look
  ) -> (names: [String], parameterCount: Int)? {
    guard look.localCount > 0,
      let items = words(
        at: look.names &+ UInt64(layout.tuple_items), count: look.localCount),
      let counts = RemoteMemory.bytes(
        of: process,
        at: look.codeAddress &+ UInt64(layout.code_argument_count), count: 12),
      let flags = word(look.codeAddress &+ 48)
    else { return nil }
    var names: [String] = []
    for address in items {
      guard let name = string(address) else { return nil }
      names.append(name)
    }
    // co_argcount, co_posonlyargcount, co_kwonlyargcount; *args and **kwargs
    // are further locals.
    let parameters =
      Int(counts[0]) + Int(counts[8]) + (flags & 4 != 0 ? 1 : 0)
      + (flags & 8 != 0 ? 1 : 0)
    return (names, parameters)
  }

  /// The format of an array's elements.
  enum ElementFormat {
    /// As the buffer protocol has it; nil for those that it has no letter
    /// for.
    case known(String?)
    /// The memory is gone: with the array, or with the whole process.
    case unreadable
  }

  /// Of an `array.array`, by its description's address.
  func arrayFormat(_ description: UInt64) -> ElementFormat {
    character(at: description, of: "bBuwhHiIlLqQfd")
  }

  /// Of a NumPy array, by its `dtype`'s address: `dtype.char`.
  func numpyFormat(_ type: UInt64) -> ElementFormat {
    // PyObject, type object, kind, character: the same in NumPy 1 and 2.
    character(at: type &+ 25, of: "?bBhHiIlLqQefdgFDGSUVOMm")
  }

  private func character(
    at address: UInt64, of known: String
  ) -> ElementFormat {
    if let format = formats[address] { return .known(format) }
    guard
      let byte = RemoteMemory.bytes(of: process, at: address, count: 1)?.first
    else { return .unreadable }
    let character = Character(Unicode.Scalar(byte))
    guard known.contains(character) else { return .known(nil) }
    // Descriptions are shared by all arrays of a kind and stay.
    formats[address] = String(character)
    return .known(String(character))
  }

  func word(_ address: UInt64) -> UInt64? {
    RemoteMemory.word(of: process, at: address)
  }

  func words(at address: UInt64, count: Int) -> [UInt64]? {
    RemoteMemory.words(of: process, at: address, count: count)
  }

  /// Bytes that end in a zero.
  func text(at address: UInt64) -> String? {
    // It may end just before memory that cannot be read.
    for count in [96, 32, 8] {
      if let bytes = RemoteMemory.bytes(of: process, at: address, count: count),
        let end = bytes.firstIndex(of: 0)
      {
        let name = bytes[..<end]
        return name.allSatisfy { (33...126).contains($0) || $0 >= 128 }
          ? String(decoding: name, as: UTF8.self) : nil
      }
    }
    return nil
  }
}
