import Foundation
package import ProfileModel

/// What is changed in the script's code before it runs: calls of some
/// functions go somewhere else, without any file being touched.
package struct Injection: Codable, Equatable, Sendable {
  package enum Destination: Codable, Equatable, Sendable {
    /// A function of a built extension module: the path of its shared
    /// library, and the name of the function in it.
    /// What it takes from other files than that of its function has to be
    /// what it was made from, or the original runs.
    case kernel(library: String, function: String, links: [Link] = [])
    /// The original, with the arguments and results of some calls written to
    /// the journal.
    case capture
  }

  /// Something that a kernel takes from another of the script's files.
  package struct Link: Codable, Equatable, Sendable {
    /// The kernel's name for it.
    package var name: String
    package var file: String
    /// Its name in that file.
    package var original: String
    /// How the function's own module finds it: `dot`, `geometry.dot`.
    package var places: [String]

    package init(
      name: String, file: String, original: String, places: [String]
    ) {
      self.name = name
      self.file = file
      self.original = original
      self.places = places
    }
  }

  package struct Redirect: Codable, Equatable, Sendable {
    /// The function, as recorded. One that takes `*args` or keyword-only
    /// parameters, has free variables, or is a generator or coroutine is left
    /// alone, and the journal says so.
    package var code: CodeObject
    /// A loop of that code, where not all of it is meant.
    package var loop: Loop?
    package var destination: Destination

    package init(
      code: CodeObject, loop: Loop? = nil, destination: Destination
    ) {
      self.code = code
      self.loop = loop
      self.destination = destination
    }
  }

  /// A loop statement whose work a function of its own can do.
  package struct Loop: Codable, Equatable, Sendable {
    /// The text of the whole file.
    package var source: String
    /// Where the statement begins.
    package var line: Int
    package var column: Int
    /// The variables that the function takes.
    package var inputs: [String]
    /// Those that it gives back: one tuple, or where there are more groups
    /// than one, a tuple of tuples. For none, it gives `True`.
    package var outputs: [[String]]

    package init(
      source: String, line: Int, column: Int, inputs: [String],
      outputs: [[String]]
    ) {
      self.source = source
      self.line = line
      self.column = column
      self.inputs = inputs
      self.outputs = outputs
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

extension Injection {
  /// The last parts of the paths of the files it is about.
  var fileNames: [String] {
    Set(redirects.map { URL(filePath: $0.code.file).lastPathComponent })
      .sorted()
  }

  /// `injection.py` with its plan above it.
  var program: String {
    let sources = Set(redirects.compactMap(\.loop?.source)).sorted()
    let plan = redirects.map { redirect in
      let code = redirect.code
      let destination =
        switch redirect.destination {
        case .kernel(let library, let function, _):
          "\(library.pythonLiteral), \(function.pythonLiteral)"
        case .capture: "None, None"
        }
      var links: [Link] = []
      if case .kernel(_, _, let list) = redirect.destination { links = list }
      return """
        (\(code.file.pythonLiteral), \(code.qualifiedName.pythonLiteral), \
        \(code.firstLine), \(destination), \
        \(redirect.loop?.pythonLiteral(in: sources) ?? "None"), \
        [\(links.map(\.pythonLiteral).joined())]),
        """
    }
    let folder = FileManager.default.currentDirectoryPath
    let parts = [
      PackageResources.unseen_modules_py, PackageResources.injection_py,
      PackageResources.injection_capture_py,
      PackageResources.injection_loops_py,
    ]
    return """
      PLAN = [\(plan.joined())]
      SOURCES = [\(sources.map(\.pythonLiteral).joined(separator: ", "))]
      JOURNAL = \(journal.pythonLiteral)
      FOLDER = \(folder.pythonLiteral)
      \(parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n"))
      """
  }
}

extension Injection.Link {
  /// `(name, file, original, places),`.
  fileprivate var pythonLiteral: String {
    let places = places.map { $0.pythonLiteral + "," }.joined()
    return """
      (\(name.pythonLiteral), \(file.pythonLiteral), \
      \(original.pythonLiteral), (\(places))),
      """
  }
}

extension Injection.Loop {
  /// `(source, (line, column), inputs, outputs)`.
  fileprivate func pythonLiteral(in sources: [String]) -> String {
    let index = sources.firstIndex(of: source) ?? 0
    let outputs = Self.tuple(
      outputs.map { Self.tuple($0.map(\.pythonLiteral)) })
    return """
      (\(index), (\(line), \(column)), \
      \(Self.tuple(inputs.map(\.pythonLiteral))), \(outputs))
      """
  }

  private static func tuple(_ parts: [String]) -> String {
    "(\(parts.map { $0 + "," }.joined()))"
  }
}

extension String {
  /// In ASCII, whatever the text is.
  fileprivate var pythonLiteral: String {
    let characters = unicodeScalars.map { scalar in
      let isPlain =
        scalar.isASCII && scalar.value >= 0x20
        && scalar != "\"" && scalar != "\\"
      return isPlain
        ? String(scalar)
        : "\\U" + String(repeating: "0", count: 8 - hexadecimal(scalar).count)
          + hexadecimal(scalar)
    }
    return "\"" + characters.joined() + "\""
  }

  private func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    String(scalar.value, radix: 16)
  }
}
