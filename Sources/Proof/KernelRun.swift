import Foundation
import Kernel
package import ProfileModel
import PythonSyntax
package import Recorder

/// A script that is run as it is, with kernels in the places of functions and
/// loops of its own.
package struct KernelRun {
  /// What became of one kernel.
  package struct Use: Equatable, Sendable {
    package var function: String
    package var file: String
    package var calls: KernelCalls
    /// Why it was not used.
    package var notes: [String]
  }

  package struct Outcome {
    package var ending: Run.Ending
    package var uses: [Use]
  }

  private let launch: Launch
  private let kernels: [(folder: KernelFolder, source: KernelFolder.Source)]
  private let redirects: [Injection.Redirect]
  private let home: WorkFolder

  /// Checks that each kernel is still the one for its source, and builds it,
  /// or takes it from where it was built before.
  /// - Throws: `KernelFolderError`, `ProofError`.
  package init(
    _ launch: Launch, kernels folders: [String],
    workingDirectory: String = FileManager.default.currentDirectoryPath,
    environment: [String: String] = ProcessInfo.processInfo.environment,
    usesCache: Bool = true
  ) throws {
    self.launch = launch
    var near = [workingDirectory]
    if case .script(let path) = launch.target {
      near.insert(
        URL(filePath: path).deletingLastPathComponent().path, at: 0)
    }
    kernels = try folders.map { path in
      let folder = try KernelFolder(path)
      let file = try folder.sourceFile(near: near)
      return (folder, try folder.source(at: file, launch.interpreter))
    }
    home = try WorkFolder(in: workingDirectory)
    let workshop = try KernelWorkshop(
      in: home, for: launch.interpreter, environment: environment,
      usesCache: usesCache)
    redirects = try kernels.map { folder, source in
      do {
        var kernel = try workshop.build(
          folder.package, function: folder.manifest.function)
        kernel.links = source.links
        return folder.redirect(source, to: kernel)
      } catch KernelWorkshop.Failure.compiler(let message) {
        throw KernelFolderError.compiler(folder.path, message: message)
      }
    }
  }

  /// Runs the script to its end, with this process' standard streams.
  /// - Throws: `LaunchError`.
  package func run(
    input: ScriptRunner.Input = .inherited,
    output: ScriptRunner.Output = .inherited
  ) throws -> Outcome {
    let journal = "\(home.path)/journal-\(UUID().uuidString)"
    defer {
      try? FileManager.default.removeItem(atPath: journal)
      home.removeIfTemporary()
    }
    let injection = Injection(redirects: redirects, journal: journal)
    var launch = launch
    launch.injection = injection
    let result = try ScriptRunner().run(launch, input: input, output: output)
    var uses = zip(kernels, result.kernelCalls).map { kernel, calls in
      Use(
        function: kernel.folder.manifest.name, file: kernel.source.file,
        calls: calls, notes: [])
    }
    // The journal tells why one was not called.
    if uses.contains(where: { $0.calls.calls == 0 }),
      let read = try? CapturedCalls.read(injection, launch.interpreter)
    {
      for (index, captured) in read.enumerated() {
        uses[index].notes = captured.notes
      }
    }
    return Outcome(ending: result.ending, uses: uses)
  }
}

extension KernelFolder {
  fileprivate func redirect(
    _ source: Source, to kernel: BuiltKernel
  ) -> Injection.Redirect {
    let loop = manifest.loop.flatMap { loop in
      source.place.loop.map {
        Injection.Loop(
          source: source.text, line: $0.line, column: $0.column,
          inputs: loop.inputs, outputs: loop.outputs)
      }
    }
    return Injection.Redirect(
      code: CodeObject(
        file: source.file, qualifiedName: source.place.scope,
        firstLine: source.place.firstLine), loop: loop,
      destination: kernel.destination)
  }
}
