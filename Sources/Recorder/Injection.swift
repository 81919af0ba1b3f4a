package import ProfileModel

/// What the host changes in the script's code before it runs: calls of some
/// functions go somewhere else, without any file being touched.
package struct Injection: Codable, Equatable, Sendable {
  package enum Destination: Codable, Equatable, Sendable {
    /// A function of a built extension module: the path of its shared
    /// library, and the name of the function in it.
    case kernel(library: String, function: String)
    /// The original, with the arguments and results of some calls written to
    /// the journal.
    case capture
  }

  package struct Redirect: Codable, Equatable, Sendable {
    /// The function, as recorded. One that takes `*args` or keyword-only
    /// parameters, has free variables, or is a generator or coroutine is left
    /// alone, and the journal says so.
    package var code: CodeObject
    package var destination: Destination

    package init(code: CodeObject, destination: Destination) {
      self.code = code
      self.destination = destination
    }
  }

  package var redirects: [Redirect]
  /// File to which the script's process appends what it captured and what
  /// went wrong. It is private to the user, and made if it does not exist.
  package var journal: String

  package init(redirects: [Redirect], journal: String) {
    self.redirects = redirects
    self.journal = journal
  }
}
