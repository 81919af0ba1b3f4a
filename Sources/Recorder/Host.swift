import CSampler
import Foundation

/// The process that becomes the user's script.
///
/// It is this same program, started with a hidden first argument; what it is
/// to do comes through an inherited memory file, so that the script's
/// environment, command line and file descriptors are those it would have
/// under plain `python`.
package enum Host {
  static let argument = "__host"

  /// What the parent tells the host.
  struct Configuration: Codable {
    var library: String
    var processName: String
    var version: PythonVersion
    var injection: Injection?
  }

  /// Becomes the host where the command line asks for it; otherwise returns.
  /// To be called first thing in `main`.
  package static func runIfRequested(_ arguments: [String]) {
    // swiftlet __host CONTROL RING PYTHON [ARGUMENT...]
    guard arguments.count >= 5, arguments[1] == argument,
      let control = Int32(arguments[2]), let ring = Int32(arguments[3])
    else { return }
    exit(run(control: control, ring: ring))
  }

  private static func run(control: Int32, ring: Int32) -> Int32 {
    let data = MemoryFile.contents(of: control)
    do {
      let configuration = try JSONDecoder().decode(
        Configuration.self, from: data)
      let library = try PythonLibrary(loading: configuration.library)
      guard let main = unsafe library.address(of: "Py_BytesMain") else {
        throw PythonLibrary.LoadError(
          description: "\(configuration.library) has no Py_BytesMain")
      }
      if let injection = configuration.injection {
        InjectionHook.install(injection)
      }
      sl_reset_signals()
      if ring >= 0 {
        try prepareSampling(
          ring: ring, library: library, version: configuration.version)
      }
      close(control)
      unsafe sl_set_process_name(configuration.processName)
      typealias BytesMain =
        @convention(c) (
          Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
        ) -> Int32
      return unsafe unsafeBitCast(main, to: BytesMain.self)(
        CommandLine.argc - 4, CommandLine.unsafeArgv + 4)
    } catch {
      HostFailure.report("\(error)", to: control)
      return 2
    }
  }

  private static func prepareSampling(
    ring descriptor: Int32, library: PythonLibrary, version: PythonVersion
  ) throws {
    var ring = unsafe sl_ring()
    let code = unsafe sl_ring_map(descriptor, &ring)
    guard code == 0 else {
      throw LaunchError.cannotStart(systemMessage(code))
    }
    close(descriptor)
    try unsafe sl_shared_layout(ring.shared).pointee = InterpreterLayout.of(
      library, version: version)
    let name = "PyGILState_GetThisThreadState"
    guard let threadState = unsafe library.address(of: name) else {
      throw PythonLibrary.LoadError(description: "libpython has no \(name)")
    }
    typealias ThreadState = @convention(c) () -> UnsafeMutableRawPointer?
    unsafe sl_sampler_install(
      &ring, unsafeBitCast(threadState, to: ThreadState.self))
    if unsafe sl_interpose_signals(library.handle) == 0 {
      sl_sampler_ready()
    }
  }
}

/// How a host that could not start Python tells its parent why.
enum HostFailure {
  private static let mark = Data("failed:".utf8)

  static func report(_ message: String, to control: Int32) {
    let text = mark + Data(message.utf8)
    _ = ftruncate(control, 0)
    unsafe text.withUnsafeBytes { bytes in
      unsafe _ = pwrite(control, bytes.baseAddress, bytes.count, 0)
    }
  }

  static func message(in control: MemoryFile) -> String? {
    let data = MemoryFile.contents(of: control.descriptor)
    guard data.starts(with: mark) else { return nil }
    return String(decoding: data.dropFirst(mark.count), as: UTF8.self)
  }
}
