/// Something a command cannot do: one line that says what, where, and what to
/// do about it.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
