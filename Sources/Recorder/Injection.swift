import Foundation
package import ProfileModel

/// What is changed in the script's code before it runs: calls of some
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

extension Injection {
  /// The last parts of the paths of the files it is about.
  var fileNames: [String] {
    Set(redirects.map { URL(filePath: $0.code.file).lastPathComponent })
      .sorted()
  }

  /// `injection.py` with its plan above it.
  var program: String {
    let plan = redirects.map { redirect in
      let code = redirect.code
      let destination =
        switch redirect.destination {
        case .kernel(let library, let function):
          "\(library.pythonLiteral), \(function.pythonLiteral)"
        case .capture: "None, None"
        }
      return """
        (\(code.file.pythonLiteral), \(code.qualifiedName.pythonLiteral), \
        \(code.firstLine), \(destination)),
        """
    }
    let folder = FileManager.default.currentDirectoryPath
    return """
      PLAN = [\(plan.joined())]
      JOURNAL = \(journal.pythonLiteral)
      FOLDER = \(folder.pythonLiteral)
      \(String(decoding: PackageResources.injection_py, as: UTF8.self))
      \(String(decoding: PackageResources.injection_capture_py, as: UTF8.self))
      """
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
