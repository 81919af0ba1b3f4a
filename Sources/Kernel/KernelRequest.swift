package import ProfileModel
package import PythonSyntax

/// A Python function to make a kernel of, and what is known about it.
package struct KernelRequest: Sendable {
  package var module: Module
  package var source: String
  /// The path of the file; empty where there is none.
  package var file = ""
  /// The file's stem where the module is `__main__`.
  package var moduleName: String
  /// The qualified name of the function.
  package var function: String
  /// The types seen while the script ran, by qualified name; as many as are
  /// known.
  package var observations: [String: FunctionObservation]
  /// By qualified name, how calls of the function differed, the most frequent
  /// first; as many as are known.
  package var signatures: [String: [Signature]] = [:]
  /// Where the function is a loop that was taken out of the code around it.
  package var outline: OutlinedLoop?
  /// The project's other files, from which it may take what it needs.
  package var project = Project()

  /// What the types of the attributes of a class's instances are under, among
  /// the observations.
  package static func attributes(of className: String) -> String {
    "\(className).<attributes>"
  }

  package init(
    module: Module, source: String, moduleName: String, function: String,
    observations: [String: FunctionObservation]
  ) {
    self.module = module
    self.source = source
    self.moduleName = moduleName
    self.function = function
    self.observations = observations
  }
}

/// What became of a request.
package enum Translation: Sendable {
  case complete(KernelSources)
  /// It builds, and always runs the original: there is a gap to fill.
  case skeleton(KernelSources, [Blocker])

  package var sources: KernelSources {
    switch self {
    case .complete(let sources), .skeleton(let sources, _): sources
    }
  }

  /// Empty where the kernel is complete.
  package var blockers: [Blocker] {
    switch self {
    case .complete: []
    case .skeleton(_, let blockers): blockers
    }
  }
}

/// The source files of one extension module.
package struct KernelSources: Hashable, Sendable {
  /// The name Python imports the module by.
  package var moduleName: String
  package var functions: [KernelFunction]
  /// Texts by path, relative to the folder of the sources.
  package var files: [String: String]
  /// The names at module level that the original functions use: functions,
  /// constants and imports.
  package var pythonNames: [String]
  /// What of them comes from other files of the project.
  package var links: [KernelLink] = []

  /// What the functions became, without what carries calls there.
  package var kernelText: String? { files["Kernel.swift"] }
}

/// A function that the extension module exports.
package struct KernelFunction: Hashable, Sendable {
  package struct Parameter: Hashable, Sendable {
    package var name: String
    /// As in an annotation of Python.
    package var type: String
  }

  package var name: String
  package var parameters: [Parameter]
  package var result: String
  /// Instances that may hold one another are among its arguments: a call reads
  /// all that can be reached from there.
  package var takesLinkedInstances = false
  /// The C symbol that the module calls.
  package var entryPoint: String
}
