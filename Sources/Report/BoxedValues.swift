import Advice
import ProfileModel

/// A container whose elements are objects, each on its own, where an array
/// would hold their values side by side.
package struct BoxedValues: Equatable {
  package var function: String
  package var argument: String
  package var type: String
  package var length: Int
  /// Bytes of one element's object; the container's pointer comes on top.
  var objectBytes: Int

  private static let pointerBytes = 8
  private static let valueBytes = 8

  /// At most: elements can be one and the same object.
  package var objectsBytes: Int {
    length * (objectBytes + Self.pointerBytes)
  }
  package var arrayBytes: Int { length * Self.valueBytes }

  package var text: String {
    "`\(argument)` of `\(function)`, \(type) with \(countText(length)) "
      + "elements: up to \(bytesText(objectsBytes)) as objects, "
      + "\(bytesText(arrayBytes)) as an array"
  }

  var json: JSONValue {
    .object([
      "function": .string(function), "argument": .string(argument),
      "type": .string(type), "length": .int(length),
      "object_bytes": .int(objectsBytes), "array_bytes": .int(arrayBytes),
    ])
  }
}

extension ReportDocument {
  /// The longest of each argument that calls were seen with, by falling size.
  package var boxedValues: [BoxedValues] {
    let recording = profile.recording
    let values = recording.observations.flatMap { observation in
      (observation.closeLook?.arguments ?? []).compactMap {
        BoxedValues($0, of: recording.codes[observation.code].qualifiedName)
      }
    }
    return values.sorted {
      ($1.objectsBytes, $0.function, $0.argument)
        < ($0.objectsBytes, $1.function, $1.argument)
    }
  }
}

extension BoxedValues {
  /// Fewer elements are not worth a thought.
  private static let fewest = 10_000
  /// What the allocator, which rounds up to 16 bytes, gives a number of up to
  /// 60 bits, or a float.
  private static let numberBytes = 32

  fileprivate init?(_ observed: ObservedArgument, of function: String) {
    guard let type = observed.types.first?.type, let length = observed.lengths,
      length.upperBound >= Self.fewest,
      ["list", "tuple", "collections.deque"].contains(type.name),
      let element = type.elements.first, type.elements.count == 1,
      ["float", "int"].contains(element.name)
    else { return nil }
    self.init(
      function: function, argument: observed.name, type: type.description,
      length: length.upperBound, objectBytes: Self.numberBytes)
  }
}
