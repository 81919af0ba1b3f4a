import CSampler

/// What is in containers of another process, as far as it looks as it should.
extension RemoteObjects {
  struct Entry {
    var key: UInt64
    var value: UInt64
  }

  private enum KeysKind {
    static let general: UInt8 = 0
    static let text: UInt8 = 1
    static let split: UInt8 = 2
  }

  /// More than these are not read.
  private static let mostEntries: UInt64 = 1 << 15

  /// Where an object's type is.
  func type(of address: UInt64) -> UInt64? {
    guard address % 8 == 0, address != 0 else { return nil }
    return word(address &+ UInt64(layout.object_type))
  }

  /// Of a dictionary, in the order of insertion.
  func entries(ofDictionary address: UInt64) -> [Entry]? {
    guard type(of: address) == layout.dict_type,
      let keys = word(address &+ UInt64(layout.dict_keys)),
      let values = word(address &+ UInt64(layout.dict_values))
    else { return nil }
    return entries(
      keys: keys,
      values: values == 0 ? nil : values &+ UInt64(layout.values_begin))
  }

  /// Of a table of keys, and values that may be apart.
  private func entries(keys: UInt64, values: UInt64?) -> [Entry]? {
    guard layout.keys_indices != 0,
      let head = words(at: keys, count: Int(layout.keys_indices) / 8)
    else { return nil }
    let bytes = head.flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * UInt64($0))) }
    }
    let kind = bytes[Int(layout.keys_kind)]
    let indexBytes = bytes[Int(layout.keys_index_bytes)]
    let count = head[Int(layout.keys_count) / 8]
    guard indexBytes < 40, count <= Self.mostEntries,
      kind <= KeysKind.split, (kind == KeysKind.split) == (values != nil)
    else { return nil }
    // Without text keys an entry begins with the hash.
    let skipped = kind == KeysKind.general ? 1 : 0
    let table =
      keys &+ UInt64(layout.keys_indices) &+ UInt64(1) << UInt64(indexBytes)
    guard
      let found = words(at: table, count: Int(count) * (2 + skipped))
    else { return nil }
    var apart: [UInt64]?
    if let values {
      apart = words(at: values, count: Int(count))
      if apart == nil { return nil }
    }
    return (0..<Int(count)).compactMap { index in
      let place = index * (2 + skipped) + skipped
      let value = apart?[index] ?? found[place + 1]
      // Deleted, or not set.
      guard found[place] != 0, value != 0 else { return nil }
      return Entry(key: found[place], value: value)
    }
  }

  /// Of a set, in the order of its table.
  func members(ofSet address: UInt64) -> [UInt64]? {
    guard type(of: address) == layout.set_type, layout.set_table != 0,
      let mask = word(address &+ UInt64(layout.set_mask)),
      mask < Self.mostEntries,
      let table = word(address &+ UInt64(layout.set_table)),
      let words = words(at: table, count: Int(mask + 1) * 2)
    else { return nil }
    // Each with its hash; -1 where one was removed.
    return stride(from: 0, to: words.count, by: 2).compactMap { index in
      words[index] == 0 || words[index + 1] == .max ? nil : words[index]
    }
  }

  /// The attributes of an instance of a class that keeps them in the usual
  /// way, by name.
  func attributes(of address: UInt64) -> [String: UInt64]? {
    guard let type = type(of: address) else { return nil }
    return attributeEntries(of: address, type: type).map { entries in
      var attributes: [String: UInt64] = [:]
      for entry in entries {
        if let name = name(entry.key) { attributes[name] = entry.value }
      }
      return attributes
    }
  }

  private enum TypeFlag {
    static let hasInlineValues: UInt64 = 1 << 2
    static let hasManagedDictionary: UInt64 = 1 << 4
    static let isHeapType: UInt64 = 1 << 9
  }

  private func attributeEntries(
    of address: UInt64, type: UInt64
  ) -> [Entry]? {
    guard layout.type_keys != 0,
      let flags = word(type &+ Self.typeFlagsOffset),
      flags & TypeFlag.hasManagedDictionary != 0,
      flags & TypeFlag.isHeapType != 0,
      let before = words(at: address - 32, count: 2)
    else { return nil }
    let begin = UInt64(layout.values_begin)
    switch sl_instance_values(layout.instance_values) {
    case SL_VALUES_APART:
      if before[0] != 0 { return shared(type, before[0] &+ begin) }
      return before[1] == 0 ? [] : entries(ofDictionary: before[1])
    case SL_VALUES_TAGGED:
      if before[1] & 1 != 0 { return shared(type, before[1] &+ 1 &+ begin) }
      return before[1] == 0 ? [] : entries(ofDictionary: before[1])
    case SL_VALUES_INLINE:
      if before[1] != 0 { return entries(ofDictionary: before[1]) }
      guard flags & TypeFlag.hasInlineValues != 0,
        let size = word(type &+ Self.typeSizeOffset), size < 1 << 20
      else { return nil }
      return shared(type, address &+ size &+ begin)
    default: return nil
    }
  }

  private func shared(_ type: UInt64, _ values: UInt64) -> [Entry]? {
    word(type &+ UInt64(layout.type_keys)).flatMap {
      $0 == 0 ? nil : entries(keys: $0, values: values)
    }
  }

  /// An integer that fits into 32 bits.
  func smallInteger(_ address: UInt64) -> Int? {
    guard let type = type(of: address), typeName(type) == "int",
      let words = words(at: address &+ 16, count: 2)
    else { return nil }
    let digits = words[1]
    // 3.12 and later have size and sign in one tagged word.
    let count = integersAreTagged ? words[0] >> 3 : words[0]
    switch count {
    case 0: return 0
    case 1: return Int(digits & 0x3fff_ffff)
    case 2 where digits >> 32 < 4:
      return Int(digits & 0x3fff_ffff | (digits >> 32) << 30)
    default: return nil
    }
  }

  /// A text that stays, such as the name of a variable.
  func name(_ address: UInt64) -> String? {
    if let known = names[address] { return known }
    guard let name = string(address) else { return nil }
    if names.count > Self.mostNames { names = [:] }
    names[address] = name
    return name
  }

  private static let mostNames = 1 << 14
}
