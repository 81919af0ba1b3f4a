import Foundation
import PythonSyntax
import Recorder
import TestSupport
import Testing

@testable import Kernel
@testable import ProfileModel
@testable import Proof

@Suite(
  "Proving kernels", .serialized,
  .enabled(if: Shell.swiftCompiler != nil, "swiftc is not installed"))
struct ProverTests {
  private static let calls = """

    values = [float(i * 7919 % 1013) for i in range(LENGTH)]
    for i in range(ROUNDS):
        scores = rolling_score(values)
    print(sum(scores), scores[:3], sys.stdin.read())

    """

  /// A script that spends its time in `rolling_score`.
  static func script(length: Int = 4000, rounds: Int = 120) -> String {
    let head = RollingKernel.python.components(separatedBy: "if __name__")[0]
    return "import sys\n" + head
      + calls.replacing("LENGTH", with: "\(length)")
      .replacing("ROUNDS", with: "\(rounds)")
  }

  /// With the kernel of these sources, or where there are none, of the
  /// translator.
  func prove(
    _ script: String, sources: [String: String]? = RollingKernel.sources,
    python: Interpreter, pairs: Int = 3, in folder: ScratchFolder,
    look: CallObservation? = nil, tests: [String] = [], sizes: [Int] = []
  ) throws -> ProofReport {
    let path = try folder.write(script, to: "script.py")
    let input = try folder.write("typed", to: "input")
    let module = try parsePython(script)
    var profile = Profile.ofFunction(
      "rolling_score", in: path, script, module, python)
    if let look {
      profile.recording.observations = [
        FunctionObservation(code: 0, looks: 9, variables: [], closeLook: look)
      ]
    }
    var prover = Prover(
      runner: ScriptRunner(),
      input: .file(input), pairs: pairs, workingDirectory: folder.path,
      translate: { request in
        guard let sources else { return translate(request) }
        return .complete(
          KernelSources(
            moduleName: "_kernel",
            functions: [
              KernelFunction(
                name: request.function,
                parameters: [
                  KernelFunction.Parameter(
                    name: "values",
                    type: "\(request.parameterTypes)")
                ], result: "list[float]", entryPoint: "kernel_rolling_score")
            ], files: sources, pythonNames: ["DECAY", "HALF"]))
      })
    prover.tests = tests
    prover.sizes = sizes.map { size in
      SizedLaunch(
        size: Double(size),
        launch: Launch(
          interpreter: python, target: .script(path), arguments: ["\(size)"]))
    }
    return try prover.prove(
      prover.sizes.last?.launch
        ?? Launch(interpreter: python, target: .script(path), arguments: []),
      profile, profile.hotspots)
  }

  private func wrong(_ change: (inout String, inout String) -> Void)
    -> [String: String]
  {
    var swift = RollingKernel.sources["Kernel.swift"] ?? ""
    var c = RollingKernel.sources["shim.c"] ?? ""
    change(&swift, &c)
    var sources = RollingKernel.sources
    sources["Kernel.swift"] = swift
    sources["shim.c"] = c
    return sources
  }

  @Test("An exact and faster kernel is kept", arguments: pythons)
  func kept(python: Interpreter) throws {
    let folder = try ScratchFolder()
    let report = try prove(Self.script(), python: python, in: folder)
    let kernel = try #require(report.kernels.first)
    #expect(kernel.status == .kept, "\(kernel.why)")
    #expect(kernel.function == "__main__.rolling_score")
    #expect(kernel.callsChecked >= 20)
    #expect(kernel.variantsChecked > 20)
    #expect(kernel.fallbacks == 0)
    #expect(kernel.speedup ?? 0 > 2)
    #expect(report.output == .same)
    #expect(report.sameOutput == true)
    #expect(report.runs >= 2)
    #expect(report.afterSeconds ?? 9 < report.beforeSeconds ?? 0)
    let kept = try FileManager.default.contentsOfDirectory(
      atPath: folder.path + "/.swiftlet")
    #expect(kept.sorted() == [".gitignore", "kernels"])
  }

  @Test("A kernel that is not exact is rejected, whatever it gets wrong")
  func wrongKernels() throws {
    let python = try #require(pythons.first)
    let cases: [(String, [String: String])] = [
      // The last bit of a float.
      (
        "the kernel",
        wrong { swift, _ in
          swift = swift.replacing(
            "prev * 0.9 + v", with: "v + prev * 0.9.nextUp")
        }
      ),
      // An int in the place of a float.
      (
        "the kernel",
        wrong { _, c in
          c = c.replacing(
            "PyFloat_FromDouble(value)",
            with: "value == 0 ? PyLong_FromLong(0) : PyFloat_FromDouble(value)")
        }
      ),
      // 0.0 for -0.0.
      (
        "the kernel",
        wrong { swift, _ in
          swift = swift.replacing(
            "kernel_write(result, index, prev)",
            with: "kernel_write(result, index, prev == 0 ? -0.0 : prev)")
        }
      ),
      // An argument that is changed.
      (
        "arguments",
        wrong { swift, _ in
          swift = swift.replacing(
            "let v = values[index]",
            with: "let v = values[index]; kernel_write(list, index, 5.0)")
        }
      ),
      // An exception instead of the fallback.
      (
        "SystemError",
        wrong { swift, c in
          swift = swift.replacing(
            "else { return nil }\n    values",
            with: "else { continue }\n    values")
          c = c.replacing(
            "PyErr_Clear();", with: "return NULL;")
        }
      ),
      // A crash.
      (
        "ended the process",
        wrong { swift, _ in
          swift = swift.replacing(
            "guard count >= 0 else { return nil }",
            with:
              "if count == 0 { kernel_write(nil, 0, 1.0) }; guard count >= 0 else { return nil }"
          )
        }
      ),
    ]
    for (reason, sources) in cases {
      let folder = try ScratchFolder()
      let report = try prove(
        Self.script(length: 40, rounds: 30), sources: sources, python: python,
        in: folder)
      let kernel = try #require(report.kernels.first)
      #expect(kernel.status == .rejected)
      #expect(kernel.why.contains(reason), "\(kernel.why)")
      #expect(report.afterSeconds == nil)
      #expect(
        try FileManager.default.contentsOfDirectory(
          atPath: folder.path + "/.swiftlet/kernels") == [])
    }
  }

  @Test("A kernel that always hands calls back is rejected")
  func alwaysFallingBack() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let report = try prove(
      Self.script(length: 50).replacing("float(i * 7919 % 1013)", with: "i"),
      python: python, in: folder)
    let kernel = try #require(report.kernels.first)
    #expect(kernel.status == .rejected)
    #expect(kernel.why.contains("handed"), "\(kernel.why)")
    #expect(kernel.fallbacks == kernel.callsChecked)
  }

  @Test("A kernel without gain for the whole script is rejected")
  func noGain() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let report = try prove(
      Self.script(length: 30, rounds: 5)
        + "import time; time.sleep(0.3)\n", python: python, pairs: 5, in: folder
    )
    let kernel = try #require(report.kernels.first)
    #expect(kernel.status == .rejected)
    #expect(kernel.why.contains("gains nothing"), "\(kernel.why)")
    #expect(report.afterSeconds == nil)
    #expect(report.beforeSeconds ?? 0 > 0.3)
  }

  @Test("Output that varies by itself is not held against a kernel")
  func varyingOutput() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let report = try prove(
      Self.script() + "import os; print(os.getpid())\n", python: python,
      in: folder)
    #expect(report.output == .variesByItself)
    #expect(report.sameOutput == nil)
    #expect(report.kernels.first?.status == .kept)
    #expect(report.notes.count == 1)
  }

  @Test("A function that depends on more than its arguments is rejected")
  func impure() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let report = try prove(
      Self.script(length: 50).replacing(
        "    prev = 0.0\n", with: "    prev = COUNT.pop()\n"
      ).replacing(
        "DECAY = 0.9",
        with: "COUNT = [float(i) for i in range(99)]\nDECAY = 0.9"),
      python: python, in: folder)
    let kernel = try #require(report.kernels.first)
    #expect(kernel.status == .rejected)
    #expect(kernel.why.contains("more than its arguments"), "\(kernel.why)")
  }

  @Test("A function whose original cannot stand alone is rejected")
  func omission() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let report = try prove(
      Self.script(length: 50).replacing(
        "DECAY = 0.9", with: "DECAY = next(iter([0.9]))"),
      python: python, in: folder)
    let kernel = try #require(report.kernels.first)
    #expect(kernel.status == .rejected)
    #expect(kernel.why.contains("`DECAY` (line 4)"), "\(kernel.why)")
  }

  @Test("A function that is not called again, or not recordable, is rejected")
  func notRecorded() throws {
    let python = try #require(pythons.first)
    let folder = try ScratchFolder()
    let unused = try prove(
      Self.script().replacing(
        "scores = rolling_score(values)", with: "scores = list(values)"),
      python: python, in: folder)
    #expect(unused.kernels.first?.why.contains("not called") ?? false)
    let odd = try prove(
      Self.script(length: 5).replacing(
        "scores = rolling_score(values)",
        with: "scores = rolling_score(type('L', (list,), {})(values))"),
      python: python, in: folder)
    #expect(odd.kernels.first?.why.contains("type L") ?? false)
  }

  @Test("Without a Swift compiler there is one line that says what to do")
  func noCompiler() throws {
    let folder = try ScratchFolder()
    let python = try #require(pythons.first)
    let prover = Prover(
      workingDirectory: folder.path, environment: ["PATH": "/nowhere"])
    let path = try folder.write("pass", to: "script.py")
    let module = try parsePython("pass")
    let profile = Profile.ofFunction("f", in: path, "pass", module, python)
    #expect(throws: ProofError.noSwiftCompiler) {
      try prover.prove(
        Launch(interpreter: python, target: .script(path), arguments: []),
        profile, profile.hotspots)
    }
  }
}

extension KernelRequest {
  /// Of the first parameter, as captured.
  fileprivate var parameterTypes: String {
    let types = observations[function]?.variables.first?.types ?? []
    return types.map(\.type.description).joined(separator: " | ")
  }
}

extension Profile {
  /// As if the function had been found hot.
  fileprivate static func ofFunction(
    _ name: String, in path: String, _ source: String, _ module: Module,
    _ python: Interpreter
  ) -> Profile {
    let run = Run(
      target: .script(path), arguments: [], workingDirectory: "/",
      python: python.description, started: Date(), wallSeconds: 1,
      cpuSeconds: 1, ending: .exited(0))
    var recording = Recording(run: run, sampler: SamplerStatistics(rate: 1000))
    recording.sources = [SourceFile(path: path, text: source, syntax: Data())]
    let lines =
      module.scopes.first { $0.qualifiedName == name }?.range.lines ?? 1...1
    recording.codes = [
      CodeObject(
        file: path, qualifiedName: name, firstLine: lines.lowerBound)
    ]
    let split = TimeSplit(
      interpreter: 1, interpreterC: 0, native: 0, waiting: 0)
    let hotspot = Hotspot(
      id: "H1", kind: .loop, function: "__main__.\(name)",
      qualifiedName: name, file: path, lines: lines,
      cpuShare: Share(value: 1, interval: 0.9...1), cpuSeconds: 1,
      waitingSeconds: 0, split: split, sampleCount: 1000, loops: [],
      lineSeconds: [:], nativeTime: [], observation: nil)
    return Profile(
      recording: recording, sampledCPUSeconds: 1, hotspots: [hotspot],
      split: split, ownSeconds: 1, modules: [path: module])
  }
}
