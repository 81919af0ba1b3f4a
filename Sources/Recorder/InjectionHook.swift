import Foundation
import ProfileModel

/// Carries out an `Injection` inside the host.
///
/// CPython announces each module's code to audit hooks before it executes it:
/// the main script's, an imported module's, one from a `.pyc` file. That is
/// the moment at which `injection.py` names the constants to replace.
@safe
enum InjectionHook {
  /// Called in the host after libpython was loaded and before Python is
  /// initialised.
  static func install(_ injection: Injection) {
    guard let python = InjectionPython() else { return }
    unsafe state = State(
      injection: injection, python: python,
      workingDirectory: FileManager.default.currentDirectoryPath)
    unsafe python.addAuditHook { event, arguments, _ in
      guard let event = unsafe event, unsafe strcmp(event, "exec") == 0,
        let arguments = unsafe arguments
      else { return 0 }
      unsafe InjectionHook.state?.moduleIsAboutToRun(arguments)
      return 0
    }
  }

  /// Touched only by the thread that holds the GIL, after `install`.
  private nonisolated(unsafe) static var state: State?
}

extension InjectionHook {
  /// A class, because the hook comes in again for what `injection.py` imports.
  @safe
  private final class State {
    let injection: Injection
    let python: InjectionPython
    let workingDirectory: String
    /// `redirect` of `injection.py`, once it was needed; nil inside where it
    /// could not be run.
    var redirect: PythonObject??

    init(
      injection: Injection, python: InjectionPython, workingDirectory: String
    ) {
      self.injection = injection
      self.python = python
      self.workingDirectory = workingDirectory
    }

    func moduleIsAboutToRun(_ arguments: PythonObject) {
      guard let code = unsafe python.item(0, of: arguments),
        let name = unsafe python.text(ofAttribute: "co_filename", of: code),
        let file = planned(name)
      else {
        python.clearError()
        return
      }
      guard let redirect = unsafe preparedRedirect() else { return }
      let replacements = unsafe python.call(redirect, code, file)
      if let replacements = unsafe replacements {
        unsafe python.apply(replacements)
        unsafe python.release(replacements)
      }
      python.clearError()
    }

    /// The file of the plan that a `co_filename` means.
    private func planned(_ name: String) -> String? {
      let files = injection.redirects.map(\.code.file)
      if files.contains(name) { return name }
      guard let last = name.split(separator: "/").last,
        files.contains(where: { $0.hasSuffix(last) })
      else { return nil }
      let path =
        name.hasPrefix("/") ? name : "\(workingDirectory)/\(name)"
      let standard = URL(filePath: path).standardizedFileURL.path
      return files.first {
        $0 == standard || URL(filePath: $0).standardizedFileURL.path == standard
      }
    }

    private func preparedRedirect() -> PythonObject? {
      if let redirect = unsafe redirect { return unsafe redirect }
      let program = injection.program
      let made = unsafe python.run(program, andGet: "redirect")
      unsafe redirect = .some(made)
      python.clearError()
      return unsafe made
    }
  }
}

extension Injection {
  /// `injection.py` with its plan above it.
  fileprivate var program: String {
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
    return """
      PLAN = [\(plan.joined())]
      JOURNAL = \(journal.pythonLiteral)
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
