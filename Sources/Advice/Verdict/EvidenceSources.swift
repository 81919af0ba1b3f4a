import Foundation
package import ProfileModel
import PythonSyntax

/// Where facts come from that are not in the profile. Each may be missing;
/// then what it would have told is not known, and the advice says so.
package struct EvidenceSources {
  /// Whether a kernel can do what a hotspot does.
  package var kernel: (Hotspot) -> KernelOutlook
  /// Facts about the code's history and its place in the project.
  package var project: (Hotspot, Profile) -> Facts

  /// What earlier runs of the same script were like.
  package var earlier: (Hotspot) -> EarlierRuns

  /// What it costs the team.
  package var team: TeamFigures

  package init(
    kernel: @escaping (Hotspot) -> KernelOutlook = { _ in .unknown },
    project: @escaping (Hotspot, Profile) -> Facts = { _, _ in Facts() },
    earlier: @escaping (Hotspot) -> EarlierRuns = { _ in
      .unknown(why: "no history was read")
    },
    team: TeamFigures = TeamFigures()
  ) {
    self.kernel = kernel
    self.project = project
    self.earlier = earlier
    self.team = team
  }
}

extension EvidenceSources {
  /// Everything there is on this machine: git, and the files of the project
  /// that the script was run in.
  package static func live(
    for profile: Profile, team: TeamFigures = TeamFigures(),
    earlier: @escaping (Hotspot) -> EarlierRuns = { _ in
      .unknown(why: "no history was read")
    },
    kernel: @escaping (Hotspot) -> KernelOutlook = { _ in .unknown }
  ) -> EvidenceSources {
    let run = profile.recording.run
    let files = Lazily { ProjectFiles(below: run.workingDirectory) }
    let makeup = Lazily {
      Facts(ProjectMakeup(files.value, in: run.workingDirectory))
    }
    return EvidenceSources(
      kernel: kernel,
      project: { hotspot, profile in
        var facts = Facts()
        let scope = profile.scope(of: hotspot)
        let lines =
          (scope?.function == nil ? nil : scope?.range.lines) ?? hotspot.lines
        do {
          facts.merge(
            Facts(
              try LineHistory(
                file: hotspot.file, lines: lines,
                text: profile.source(of: hotspot)?.text)))
        } catch {
          let why = (error as? LineHistory.Unknown)?.why
          facts.setUnknown(
            Facts.ofHistory, because: why ?? "no history is at hand")
        }
        let folder = run.workingDirectory + "/"
        let path =
          hotspot.file.hasPrefix(folder)
          ? String(hotspot.file.dropFirst(folder.count)) : hotspot.file
        if let function = scope?.function {
          let use = ProjectUse(
            of: function.name, in: files.value,
            definition: (path: path, lines: lines))
          facts.merge(Facts(use))
        } else {
          facts.setUnknown(
            [.callSites, .tests],
            because: "code of a module's top level cannot be called or tested "
              + "by name")
        }
        let importers = files.value.importers(of: path)
        facts[.importers] = Fact(
          Double(importers.count), details: Array(importers.prefix(3)))
        facts.merge(makeup.value)
        return facts
      }, earlier: earlier, team: team)
  }
}

/// A value that is made when it is first asked for.
private final class Lazily<Value> {
  private let make: () -> Value
  private(set) lazy var value = make()

  init(_ make: @escaping () -> Value) { self.make = make }
}
