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

  /// What `Py_GetVersion()` of a library begins with, such as `3.11.2`; nil
  /// where the file is no libpython.
  ///
  /// The library stays loaded, though it is never used: the allocator in it,
  /// from 3.13 on, registers a function to run when this thread ends, which
  /// must not be gone by then.
  static func version(ofLibrary path: String) -> String? {
    let mode = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE
    guard let handle = unsafe dlopen(path, mode) else { return nil }
    defer { unsafe _ = dlclose(handle) }
    guard let symbol = unsafe dlsym(handle, "Py_GetVersion") else {
      return nil
    }
    typealias GetVersion = @convention(c) () -> UnsafePointer<CChar>?
    let getVersion = unsafe unsafeBitCast(symbol, to: GetVersion.self)
    guard let text = unsafe getVersion() else { return nil }
    return unsafe String(cString: text).split(separator: " ").first
      .map(String.init)
  }

  private static var lastError: String {
    guard let text = unsafe dlerror() else { return "unknown reason" }
    return unsafe String(cString: text)
  }
}
