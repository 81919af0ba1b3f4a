import Advice
package import Foundation
import ProfileModel

extension ReportDocument {
  /// The version of the format that `docs/report.schema.json` describes.
  package static let schema = "swiftlet-report-1"

  package func renderJSON() -> Data { json.data }

  var json: JSONValue {
    let run = profile.recording.run
    let sampler = profile.recording.sampler
    return .object([
      "schema": .string(Self.schema),
      "script": .string(targetName),
      "arguments": .strings(run.arguments),
      "working_directory": .string(run.workingDirectory),
      "python": .string(run.python.version),
      "python_executable": .string(run.python.executable),
      "command": .string(run.commandLine),
      "started": .string(run.started.formatted(.iso8601)),
      "exit": exit,
      "wall_seconds": .number(run.wallSeconds),
      "cpu_seconds": .number(run.cpuSeconds),
      "samples": .int(sampler.taken),
      "sampler": .object([
        "rate": .number(sampler.rate),
        "taken": .int(sampler.taken),
        "missed": .int(sampler.missed),
        "lost": .int(sampler.lost),
        "truncated": .int(sampler.truncated),
        "own_cpu_seconds": .number(sampler.ownCPUSeconds),
        "own_cost": .number(samplerCost),
      ]),
      "split": json(profile.split),
      "conclusion": .object([
        "verdict": .string(conclusion.verdict.rawValue),
        "reason": .optional(conclusion.reason?.rawValue),
        "summary": .string(conclusion.summary),
        "next": .string(nextCommand),
      ]),
      "hotspots": .array(
        zip(profile.hotspots, advice).map { json($0, $1) }),
      "calls": callsJSON,
      "memory": memoryJSON,
      "peak_bytes": run.peakBytes.map { .int($0) } ?? .null,
      "trace": traceJSON,
      "coffee_scale": scaleJSON,
      "processes": processesJSON,
      "threads": threadsJSON,
      "source": sourceJSON,
      "notes": .strings(notes),
    ])
  }

  /// Part of the run's CPU time that went into taking samples.
  var samplerCost: Double {
    let cpu = profile.recording.run.cpuSeconds
    return cpu > 0 ? profile.recording.sampler.ownCPUSeconds / cpu : 0
  }

  private var exit: JSONValue {
    switch profile.recording.run.ending {
    case .exited(let code): .object(["code": .int(Int(code))])
    case .signalled(let signal): .object(["signal": .int(Int(signal))])
    }
  }

  private func json(_ hotspot: Hotspot, _ advice: Advice) -> JSONValue {
    .object([
      "id": .string(hotspot.id),
      "kind": .string(hotspot.kind.rawValue),
      "function": .string(hotspot.function),
      "file": .string(hotspot.file),
      "lines": .lines(hotspot.lines),
      "cpu_share": .number(hotspot.cpuShare.value),
      "cpu_share_interval": .interval(hotspot.cpuShare.interval),
      "cpu_seconds": .number(hotspot.cpuSeconds),
      "waiting_seconds": .number(hotspot.waitingSeconds),
      "samples": .int(hotspot.sampleCount),
      "split": json(hotspot.split),
      "loops": .array(hotspot.loops.map(\.json)),
      "line_seconds": .object(
        .init(
          hotspot.lineSeconds.sorted { $0.key < $1.key }.map {
            (String($0.key), .number($0.value))
          })),
      "native": .array(hotspot.nativeTime.prefix(8).map { json($0) }),
      "types": types(hotspot.observation),
      "verdict": .string(advice.verdict.rawValue),
      "reason": .optional(advice.reason?.rawValue),
      "rule": .string(advice.rule),
      "summary": .string(advice.summary),
      "action": .string(advice.action),
      "checklist": .array(advice.checklist.map { json($0) }),
      "alternatives": .array(advice.alternatives.map { json($0) }),
      "kernel": json(advice.kernel, swift: kernels[hotspot.id]),
      "saved_seconds": .number(saving(hotspot, advice)),
      "prediction": advice.prediction.map { json($0) } ?? .null,
    ])
  }

  private func json(_ split: TimeSplit) -> JSONValue {
    .object([
      "interpreter": .number(split.interpreter),
      "interpreter_c": .number(split.interpreterC),
      "native": .number(split.native),
      "waiting": .number(split.waiting),
    ])
  }

  private func json(_ native: Hotspot.NativeTime) -> JSONValue {
    .object([
      "domain": .string(native.frame.domain.name),
      "module": .string(native.frame.module),
      "symbol": .optional(native.frame.symbol),
      "share": .number(native.share),
    ])
  }

  private func types(_ observation: FunctionObservation?) -> JSONValue {
    .object(
      .init(
        (observation?.variables ?? []).map { variable in
          var names: [String] = []
          for type in variable.types.map(\.type.description)
          where !names.contains(type) {
            names.append(type)
          }
          return (variable.name, .string(names.joined(separator: " | ")))
        }))
  }

  private func json(_ item: Advice.Item) -> JSONValue {
    .object([
      "id": .string(item.id), "question": .string(item.question),
      "answer": .string(item.answer.rawValue),
      "evidence": .strings(item.evidence), "advice": .string(item.advice),
    ])
  }

  private func json(_ alternative: Advice.Alternative) -> JSONValue {
    .object([
      "pattern": .string(alternative.pattern),
      "verdict": .string(alternative.verdict.rawValue),
      "lines": .lines(alternative.lines),
      "share": alternative.share.map { .number($0) } ?? .null,
      "summary": .string(alternative.summary),
      "change": .string(alternative.change),
      "speedup": .interval(alternative.speedup),
      "diff": .strings(alternative.diff),
    ])
  }

  private func json(_ kernel: KernelOutlook, swift: String?) -> JSONValue {
    let status: String
    var function = JSONValue.null
    var blockers: [KernelOutlook.Blocker] = []
    switch kernel {
    case .translatable(let cut):
      (status, function) = ("translatable", .optional(cut.caller))
    case .skeleton(let list): (status, blockers) = ("skeleton", list)
    case .unknown: status = "unknown"
    }
    return .object([
      "status": .string(status), "function": function,
      "swift": .optional(swift),
      "blockers": .array(
        blockers.map { blocker in
          .object([
            "construct": .string(blocker.construct),
            "line": .int(blocker.line), "advice": .string(blocker.advice),
          ])
        }),
    ])
  }

  private func json(_ prediction: Advice.Prediction) -> JSONValue {
    .object([
      "speedup": .interval(prediction.speedup),
      "seconds_now": .number(prediction.secondsNow),
      "seconds_after": .interval(prediction.secondsAfter),
      "band_now": .string(prediction.bandNow.name),
      "band_after": .string(prediction.bandAfter.name),
    ])
  }
}

extension NativeFrame.Domain {
  var name: String {
    switch self {
    case .interpreter: "interpreter"
    case .interpreterC: "interpreter_c"
    case .native: "native"
    }
  }
}
