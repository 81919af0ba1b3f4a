import Foundation
package import ProfileModel

/// What to run, and with which interpreter.
package struct Launch: Sendable {
  package var interpreter: Interpreter
  package var target: Run.Target
  /// What the script sees from `sys.argv[1]` on.
  package var arguments: [String]
  /// Changes to make to the script's code before it runs.
  package var injection: Injection?

  package init(
    interpreter: Interpreter, target: Run.Target, arguments: [String],
    injection: Injection? = nil
  ) {
    self.interpreter = interpreter
    self.target = target
    self.arguments = arguments
    self.injection = injection
  }

  /// Finds the mistakes that can be told before anything runs.
  ///
  /// A folder or an archive with a `__main__` module is a legal script for
  /// Python, and `-` is standard input.
  package func validate() throws(LaunchError) {
    guard case .script(let path) = target, path != "-" else { return }
    var isDirectory: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(
      atPath: path, isDirectory: &isDirectory)
    guard exists else { throw .missingScript(path) }
    if isDirectory.boolValue {
      let main = ["__main__.py", "__main__.pyc"].contains {
        FileManager.default.fileExists(atPath: path + "/" + $0)
      }
      guard main else { throw .folder(path) }
      return
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw .unreadableScript(path, systemMessage(errno))
    }
    let start = (try? file.read(upToCount: 4096)) ?? Data()
    try? file.close()
    if Self.isBinary(start) { throw .binary(path) }
  }

  /// Compiled modules and archives are binary and legal; any other file with
  /// zero bytes is no source.
  private static func isBinary(_ start: Data) -> Bool {
    guard start.contains(0) else { return false }
    let isArchive = start.starts(with: [0x50, 0x4b, 0x03, 0x04])
    let isCompiled =
      start.count > 4 && Array(start.dropFirst(2).prefix(2)) == [0x0d, 0x0a]
    // An archive may have a shebang line before it.
    let isStub = start.starts(with: [0x23, 0x21])
    return !(isArchive || isCompiled || isStub)
  }

  /// Python's command line for this launch, its own name first.
  var commandLine: [[UInt8]] {
    let target: [String] =
      switch target {
      case .script(let path): [path]
      case .module(let name): ["-m", name]
      case .code(let code): ["-c", code]
      }
    let tail = [target[target.count - 1]] + arguments
    return [Array(interpreter.executable.utf8)]
      + target.dropLast().map { Array($0.utf8) } + Self.originalBytes(of: tail)
  }

  /// Command line arguments need not be valid UTF-8, but Swift's strings are:
  /// where these arguments are the end of this process' own command line, the
  /// bytes are taken from there.
  private static func originalBytes(of arguments: [String]) -> [[UInt8]] {
    let count = Int(CommandLine.argc)
    let plain = arguments.map { Array($0.utf8) }
    guard count > arguments.count else { return plain }
    var originals: [[UInt8]] = []
    for (offset, argument) in arguments.enumerated() {
      let index = count - arguments.count + offset
      guard let pointer = unsafe CommandLine.unsafeArgv[index] else {
        return plain
      }
      let bytes = unsafe Array(
        UnsafeRawBufferPointer(start: pointer, count: strlen(pointer)))
      guard String(decoding: bytes, as: UTF8.self) == argument else {
        return plain
      }
      originals.append(bytes)
    }
    return originals
  }
}

/// A script that cannot be run.
package enum LaunchError: Error, Hashable, Sendable {
  case missingScript(String)
  case unreadableScript(String, String)
  case folder(String)
  case binary(String)
  /// The process could not be started.
  case cannotStart(String)
  /// A part of this program is missing.
  case noLibrary(String, String)
  /// A sandbox forbids to look into processes.
  case cannotReadMemory
  /// The interpreter at a path ran the script without loading the recorder.
  case notRecorded(String)
}

extension LaunchError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingScript(let path):
      "no script at '\(path)'; check the path (a module is run with -m)"
    case .unreadableScript(let path, let reason):
      "cannot read '\(path)' (\(reason)); check its permissions"
    case .folder(let path):
      "'\(path)' is a folder without __main__.py; give the script itself"
    case .binary(let path):
      "'\(path)' is a binary file, not Python source; give the script itself"
    case .cannotStart(let reason):
      "cannot start the script's process: \(reason)"
    case .noLibrary(let path, let reason):
      "cannot open '\(path)' (\(reason)), which belongs beside this program; "
        + "build it again with: swift build -c release"
    case .cannotReadMemory:
      "process_vm_readv is forbidden here, so no stack can be seen; in a "
        + "container, allow it with: --cap-add=SYS_PTRACE"
    case .notRecorded(let path):
      "'\(path)' ran without the recorder: it is set-uid, linked statically, "
        + "or hides its symbols; name another with --python PATH"
    }
  }
}
