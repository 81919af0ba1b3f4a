import PythonSyntax

/// A call of a generator function, or of what does as one.
struct CalledGenerator {
  var definition: ModuleFacts.Definition
  var call: Call
  /// The body was made for this call: the names in it are those around it.
  var isLexical = false
}
