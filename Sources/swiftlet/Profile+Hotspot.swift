import ProfileModel

extension Profile {
  /// The hotspot with an id, in any case; the hottest where none is given.
  func hotspot(named id: String?) throws -> Hotspot {
    guard let first = hotspots.first else {
      throw Failure(
        "The recording has no hotspot: profile a longer run.")
    }
    guard let id else { return first }
    let found = hotspots.first {
      $0.id.lowercased() == id.lowercased()
    }
    guard let found else {
      let known = hotspots.map { "\($0.id) (\($0.function))" }
      throw Failure(
        "No hotspot \(id) in the recording; it has "
          + known.joined(separator: ", ") + ".")
    }
    return found
  }
}
