package import ProfileModel
import PythonSyntax

/// Several kernels for one function, each for calls of its own kind.
extension KernelRequest {
  /// More would rather be one kernel for numbers of any kind.
  private static let mostKinds = 3

  /// The request for each kind of call, the most frequent first; the request
  /// itself where there is but one, or there are too many.
  func specialised(_ function: String) -> [KernelRequest] {
    let seen = signatures[function] ?? []
    var kinds: [[Signature]] = []
    for signature in seen {
      if let index = kinds.firstIndex(where: {
        $0.allSatisfy { $0.fits(signature) }
      }) {
        kinds[index].append(signature)
      } else {
        kinds.append([signature])
      }
    }
    guard 2...Self.mostKinds ~= kinds.count,
      let observation = observations[function]
    else { return [self] }
    return kinds.map { kind in
      var request = self
      request.observations[function] = observation.narrowed(to: kind)
      return request
    }
  }

  /// The types of the arguments of calls.
  package struct Signature: Codable, Equatable, Sendable {
    package var types: [ObservedType]
    package var count: Int

    package init(types: [ObservedType], count: Int) {
      self.types = types
      self.count = count
    }

    /// One kernel serves both as well as one for each.
    fileprivate func fits(_ other: Signature) -> Bool {
      types.count == other.types.count
        && zip(types, other.types).allSatisfy { $0.fits($1) }
    }
  }
}

extension FunctionObservation {
  fileprivate func narrowed(to kind: [KernelRequest.Signature]) -> Self {
    var result = self
    for index in result.variables.indices
    where result.variables[index].isParameter {
      guard kind.allSatisfy({ index < $0.types.count }) else { break }
      var counts: [ObservedVariable.TypeCount] = []
      for signature in kind {
        counts.add(.init(type: signature.types[index], count: signature.count))
      }
      result.variables[index].types = counts
    }
    return result
  }
}

extension ObservedType {
  fileprivate func fits(_ other: ObservedType) -> Bool {
    if name == "NoneType" || other.name == "NoneType" { return true }
    guard name == other.name, format == other.format,
      dimensions == other.dimensions, isUniform == other.isUniform
    else { return false }
    if name == "tuple", !isUniform {
      return elements.count == other.elements.count
        && zip(elements, other.elements).allSatisfy { $0.fits($1) }
    }
    if name == "dict" {
      return elements.isEmpty || other.elements.isEmpty
        || zip(elements, other.elements).allSatisfy {
          $0.hasElementsFitting($1)
        }
    }
    return hasElementsFitting(other)
  }

  private func hasElementsFitting(_ other: ObservedType) -> Bool {
    let own = elements.filter { $0.name != "NoneType" }
    let others = other.elements.filter { $0.name != "NoneType" }
    if own.isEmpty || others.isEmpty { return true }
    return own.allSatisfy { one in others.contains { one.fits($0) } }
      && others.allSatisfy { one in own.contains { one.fits($0) } }
  }
}
