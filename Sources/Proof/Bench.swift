import Foundation
import Kernel
import ProfileModel
import Recorder

/// Where one proof is carried out: its folders, its tools and its runs.
struct Bench {
  let prover: Prover
  let launch: Launch
  let workshop: KernelWorkshop
  /// A private folder that goes away with the proof.
  let scratch: String
  private let home: WorkFolder

  init(_ prover: Prover, _ launch: Launch) throws {
    self.prover = prover
    self.launch = launch
    home = try WorkFolder(in: prover.workingDirectory)
    workshop = try KernelWorkshop(
      in: home, for: launch.interpreter, environment: prover.environment,
      usesCache: prover.usesCache)
    scratch = "\(home.path)/proof-\(UUID().uuidString)"
    try WorkFolder.make(scratch)
    for folder in [home.path, workshop.folder] {
      Self.removeLeftovers(in: folder)
    }
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: scratch)
    home.removeIfTemporary()
  }

  /// What an interrupted proof could not remove, an hour later.
  private static func removeLeftovers(in folder: String) {
    let files = FileManager.default
    let names = (try? files.contentsOfDirectory(atPath: folder)) ?? []
    for name in names where name.hasPrefix("proof-") || name.count == 37 {
      let path = "\(folder)/\(name)"
      let date = try? files.attributesOfItem(atPath: path)[.modificationDate]
      if let date = date as? Date, date.timeIntervalSinceNow < -3600 {
        try? files.removeItem(atPath: path)
      }
    }
  }

  var runs: ScriptComparison.Runs {
    var launch = launch
    launch.injection = nil
    return ScriptComparison.Runs(
      runner: prover.runner, launch: launch, input: prover.input,
      scratch: scratch, pairs: prover.pairs,
      secondsLimit: prover.secondsLimit)
  }
}
