import CSampler
import Foundation
import ProfileModel

/// Makes types and ranges of the arguments that a look at a call has.
final class ArgumentReading {
  private let objects: RemoteObjects

  init(process: pid_t, layout: sl_layout, version: PythonVersion) {
    objects = RemoteObjects(
      process: process, layout: layout, version: version)
  }

  func resultType(_ address: UInt64) -> ObservedType? {
    objects.typeName(address).map { ObservedType($0) }
  }

  /// Adds the arguments to what is known of a function's.
  func read(
    _ look: SampleRecord.Look, into observation: inout CallObservation
  ) {
    if observation.arguments.isEmpty {
      guard let variables = objects.variables(of: look) else { return }
      observation.arguments = variables.names.prefix(variables.parameterCount)
        .map { ObservedArgument(name: $0) }
    }
    let types = TypeReading(look, objects)
    for (number, type) in types.locals
    where observation.arguments.indices.contains(number) {
      observation.arguments[number].types.note(type)
    }
  }

  /// The same for what a call itself says of its arguments.
  func read(
    _ arguments: [SampleRecord.Argument],
    into observation: inout CallObservation
  ) {
    for (index, argument) in arguments.enumerated()
    where observation.arguments.indices.contains(index) {
      guard let type = objects.typeName(argument.type) else { continue }
      let seen = observation.arguments[index]
      if type == "int" {
        if argument.isBig {
          observation.arguments[index].exceeds64Bits = true
        } else {
          observation.arguments[index].integers = seen.integers.union(
            argument.value...argument.value)
        }
      } else if Self.countFirst.contains(type),
        let length = Int(exactly: argument.value), length >= 0
      {
        observation.arguments[index].lengths = seen.lengths.union(
          length...length)
        if type == "numpy.ndarray" {
          observation.arguments[index].note(axes: argument.shape)
        }
      }
    }
  }

  /// Types of which the number of elements is told.
  private static let countFirst: Set = [
    "str", "bytes", "list", "tuple", "dict", "bytearray", "array.array",
    "numpy.ndarray",
  ]
}
