import ArgumentParser
import Kernel
import ProfileModel
import Proof
import PythonSyntax

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write the kernel of a hotspot as a Python package.",
    discussion: """
      The package is an ordinary Python project: `pip install DIR` builds \
      the kernel where there is a Swift compiler, and installs the Python \
      original where there is none. A construct that cannot be translated \
      is named with its line, and left as a marked gap.

        swiftlet generate -o kernel
        swiftlet generate --hotspot H2 -o kernel run.swiftlet
      """)

  @Option(
    help: ArgumentHelp(
      "Which hotspot, as the report numbers them. Default: the hottest.",
      valueName: "id"))
  var hotspot: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The folder to write, new or empty.", valueName: "dir"),
    completion: .directory)
  var output: String

  @OptionGroup var recording: RecordingArgument

  func run() throws {
    let profile = Profile(try Pipeline.read(recording.name))
    let hotspot = try profile.hotspot(named: hotspot)
    guard let (request, translation) = translate(hotspot, in: profile) else {
      throw Failure(
        "The source of \(hotspot.function) is not in the recording: "
          + "profile the script again where '\(hotspot.file)' can be read.")
    }
    if let proved = ProvedKernel.package(for: hotspot, in: profile) {
      try proved.write(to: output)
      Console.output.write(
        Self.summary(of: hotspot, "the proved kernel", [], writtenTo: output))
      return
    }
    let package = KernelPackage(
      translation, request: request, origin: request.file)
    try package.write(to: output)
    Console.output.write(
      Self.summary(
        of: hotspot, "a complete kernel", translation.blockers,
        writtenTo: output))
  }

  private static func summary(
    of hotspot: Hotspot, _ what: String, _ blockers: [Kernel.Blocker],
    writtenTo folder: String
  ) -> String {
    guard !blockers.isEmpty else {
      return """
        Wrote \(what) for \(hotspot.function) to \(folder)

        Next:  pip install \(folder)

        """
    }
    let gaps = blockers.map {
      "  \($0.place): \($0.construct); \($0.advice)\n"
    }
    return """
      Wrote a skeleton for \(hotspot.function) to \(folder): it builds, and \
      runs the Python original until its gaps are filled.
      \(gaps.joined())
      """
  }
}
