import SwiftCode

/// Gives every name of the Python source one that is free in Swift: not one
/// of the runtime's, nor a type that the kernel uses.
struct SwiftNames {
  private let reserved: Set<String>
  /// Functions that must not be called like another unit's.
  private let functions: Set<String>
  private let taken: Set<String>

  /// Names apart from those of functions that other units declare.
  init(apart taken: Set<String> = [], for functions: [String] = []) {
    reserved = Self.always.union(KernelRuntime.declaredNames)
    self.functions = Set(functions)
    self.taken = taken
  }

  /// The name, with an underscore where it is taken.
  func name(_ name: String) -> String {
    var result = name
    while reserved.contains(result)
      || functions.contains(name) && taken.contains(result)
    {
      result += "_"
    }
    return result
  }

  /// What an attribute of an instance is called: apart from what every
  /// instance has, and from Swift's own words.
  static func attribute(_ name: String) -> String { "its_\(name)" }

  /// For one that an instance may lack for a while: the place among those
  /// that were set, 0 before that; whether it is still so; what ends it.
  static func turn(_ name: String) -> String { "turn_\(name)" }
  static func lacking(_ name: String) -> String { "lacks_\(name)" }
  static func noting(_ name: String) -> String { "note_\(name)" }

  static let always: Set<String> = [
    "Int", "Double", "Bool", "Float", "Void", "Optional", "Range", "String",
    "depth", "abs", "min", "max", "print", "swift", "Swift", "KernelShim",
    "arguments", "boundary", "PythonObject", "Int64", "UInt", "Never",
    "Sequence", "Error", "error", "zip", "stride", "repeatElement",
    ValueTranslation.noiseName,
  ]
}
