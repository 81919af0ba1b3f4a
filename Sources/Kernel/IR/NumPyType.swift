/// The types of NumPy's arrays and scalars that a kernel computes with, by the
/// letters that the buffer protocol has for them.
enum NumPyType: Character, CaseIterable {
  case bool = "?"
  case int8 = "b"
  case uint8 = "B"
  case int16 = "h"
  case uint16 = "H"
  case int32 = "i"
  case uint32 = "I"
  case int64 = "l"
  case uint64 = "L"
  case float32 = "f"
  case float64 = "d"

  var name: String { "\(self)" }

  var isFloat: Bool { self == .float32 || self == .float64 }

  var isInteger: Bool { !isFloat && self != .bool }

  var isSigned: Bool {
    switch self {
    case .bool, .uint8, .uint16, .uint32, .uint64: false
    default: true
    }
  }

  var bits: Int {
    switch self {
    case .bool, .int8, .uint8: 8
    case .int16, .uint16: 16
    case .int32, .uint32, .float32: 32
    case .int64, .uint64, .float64: 64
    }
  }

  /// Arithmetic with a number of Python depends on NumPy's version.
  var isNarrow: Bool { self != .int64 && self != .float64 && self != .bool }

  /// The type of what an operator makes of two scalars.
  func promoted(with other: NumPyType) -> NumPyType {
    if self == other || other == .bool { return self }
    if self == .bool { return other }
    if isFloat || other.isFloat {
      let whole = isFloat ? other : self
      let isSingle =
        self != .float64 && other != .float64
        && (whole.isFloat || whole.bits <= 16)
      return isSingle ? .float32 : .float64
    }
    if isSigned == other.isSigned { return bits > other.bits ? self : other }
    let (signed, unsigned) = isSigned ? (self, other) : (other, self)
    if signed.bits > unsigned.bits { return signed }
    switch unsigned {
    case .uint8: return .int16
    case .uint16: return .int32
    case .uint32: return .int64
    default: return .float64
    }
  }

  /// A variable may hold such a scalar here and a value of Python there.
  func flowsTogether(with type: KernelType) -> Bool {
    switch type {
    case .int: isInteger || isFloat
    case .bool: self == .bool || isFloat
    case .float, .number: isFloat
    default: false
    }
  }

  /// The values, of those that are ints here.
  var interval: Interval {
    guard isInteger, bits < 64 else { return .all }
    return isSigned
      ? Interval(low: -(1 << (bits - 1)), high: (1 << (bits - 1)) - 1)
      : Interval(low: 0, high: (1 << bits) - 1)
  }
}

extension KernelType {
  /// The type of NumPy's scalars; nil for values of Python.
  var numpyType: NumPyType? {
    if case .numpy(let type) = self { type } else { nil }
  }

  var isNumPy: Bool { numpyType != nil }

  var isNumPyInteger: Bool { numpyType?.isInteger ?? false }

  var isNumPyFloat: Bool { numpyType?.isFloat ?? false }
}
