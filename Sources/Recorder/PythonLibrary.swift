import Foundation

/// A libpython loaded into this process.
@safe
struct PythonLibrary {
  /// From `dlopen`.
  let handle: UnsafeMutableRawPointer

  struct LoadError: Error, CustomStringConvertible {
    var description: String
  }

  /// Loads the library for good, its symbols open to extension modules, which
  /// are not linked against it.
  init(loading path: String) throws(LoadError) {
    guard let handle = unsafe dlopen(path, RTLD_NOW | RTLD_GLOBAL) else {
      throw LoadError(description: Self.lastError)
    }
    unsafe self.handle = unsafe handle
  }

  /// The address of a function or a variable, if this version has it.
  func address(of symbol: String) -> UnsafeMutableRawPointer? {
    unsafe dlsym(handle, symbol)
  }

  private static var lastError: String {
    guard let text = unsafe dlerror() else { return "unknown reason" }
    return unsafe String(cString: text)
  }
}
